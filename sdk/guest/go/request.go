package guest

// Method gives the request's method, in capitals.
func Method() (string, error) { return Request.String("/method") }

// SetMethod sets it.
func SetMethod(method string) error { return Request.SetString("/method", method) }

// URL gives the request's URL, without the query that the mapping built.
func URL() (string, error) { return Request.String("/url") }

// SetURL sets it. Scheme, host and port have to stay, or be among the hosts that
// dray's config allows: else the run fails.
func SetURL(url string) error { return Request.SetString("/url", url) }

const (
	headers Place = "/request/headers/"
	query   Place = "/request/query/"
)

// Header gives the first value of a header, whose name is compared without
// regard to case. Sensitive ones, such as Circle-Token and Authorization, give
// [ErrNotAllowed], whether or not they are set; they can be set and removed.
func Header(name string) (string, error) { return first(headers, name) }

// Headers gives all of a header's values.
func Headers(name string) ([]string, error) { return all(headers, name) }

// SetHeader sets a header to one value or several.
func SetHeader(name string, values ...string) error { return setAll(headers, name, values) }

// RemoveHeader removes a header with all of its values.
func RemoveHeader(name string) error { return headers.Remove(EscapeToken(name)) }

// Query gives the first value of a parameter of the query, unescaped.
func Query(name string) (string, error) { return first(query, name) }

// QueryAll gives all values of a parameter of the query.
func QueryAll(name string) ([]string, error) { return all(query, name) }

// SetQuery sets a parameter of the query to one value or several, which are
// escaped when the request is sent.
func SetQuery(name string, values ...string) error { return setAll(query, name, values) }

// RemoveQuery removes a parameter of the query with all of its values.
func RemoveQuery(name string) error { return query.Remove(EscapeToken(name)) }

func first(p Place, name string) (string, error) {
	return as(p.at(EscapeToken(name)), func(text []byte) (string, bool) {
		values, ok := oneOrMore(text)
		if !ok || len(values) == 0 {
			return "", false
		}
		return values[0], true
	})
}

func all(p Place, name string) ([]string, error) { return as(p.at(EscapeToken(name)), oneOrMore) }

func setAll(p Place, name string, values []string) error {
	if len(values) == 1 {
		return p.SetString(EscapeToken(name), values[0])
	}
	return p.SetStrings(EscapeToken(name), values...)
}

// oneOrMore reads a string, or a list of them.
func oneOrMore(text []byte) ([]string, bool) {
	if one, ok := unquote(text); ok {
		return []string{one}, true
	}
	return unquoteAll(text)
}

const run Place = "/run"

// RunID gives the run's id at Port; "" for a change-log event, which has no run.
func RunID() string { return text("/id") }

// Topic gives the Kafka topic that the message came from.
func Topic() string { return text("/topic") }

// Attempt counts the attempts of this module at this run, from 1.
func Attempt() int {
	n, err := run.Int("/attempt")
	if err != nil {
		return 1
	}
	return int(n)
}

// Now gives the time of this attempt in RFC 3339, for time.Parse. time.Now starts
// there, and steps 1 µs a call. (Package time would add a tenth to every module.)
func Now() string { return text("/now") }

func text(pointer string) string {
	value, err := run.String(pointer)
	if err != nil {
		return ""
	}
	return value
}
