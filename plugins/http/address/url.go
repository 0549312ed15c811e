package address

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"github.com/drayhq/dray/sdk"
)

// URL is an absolute http or https URL, taken apart and brought into the form
// in which it is sent.
type URL struct {
	Scheme   string // http or https
	User     *url.Userinfo
	Host     string // in lower case and ASCII; an IPv6 address in brackets
	Port     string // as written, without leading zeros; "" for the scheme's own
	Path     string // escaped, begins with a slash
	Query    string // escaped
	Fragment string // escaped; never sent
}

// Parse takes raw apart as requests does: it escapes what has to be escaped,
// leaves %2F alone, keeps empty path segments and resolves dot segments. An
// error says what is wrong without showing user info or query, which may be secret.
func Parse(raw string) (URL, error) {
	text := strings.TrimLeftFunc(raw, unicode.IsSpace)
	if text == "" {
		return URL{}, errors.New("the request has no URL: the mapping's url gave an empty text or null")
	}
	scheme, rest, found := strings.Cut(text, "://")
	scheme = strings.ToLower(scheme)
	if !found || scheme != "http" && scheme != "https" {
		return URL{}, fmt.Errorf("the URL %q does not begin with http:// or https://", shown(text))
	}
	end := strings.IndexAny(rest, `\/?#`)
	if end < 0 {
		end = len(rest)
	}
	u := URL{Scheme: scheme}
	at := strings.LastIndexByte(rest[:end], '@')
	if at >= 0 {
		u.User = userinfo(rest[:at])
	}
	var err error
	if u.Host, u.Port, err = splitHost(rest[at+1 : end]); err != nil {
		return URL{}, fmt.Errorf("the URL %q %w", shown(text), err)
	}
	tail, fragment, _ := strings.Cut(rest[end:], "#")
	path, query, _ := strings.Cut(tail, "?")
	path = resolveDots(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	// Dot segments are resolved once more than by requests, for those that were
	// written %2e: so a URL that was brought into form once stays as it is.
	u.Path = resolveDots(escape(path, inPath))
	u.Query = escape(query, inQuery)
	u.Fragment = escape(fragment, inQuery)
	return u, nil
}

// WithQuery gives the URL with params after what its query already holds.
func (u URL) WithQuery(params []sdk.Param) URL {
	var b strings.Builder
	b.WriteString(u.Query)
	for _, p := range params {
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(p.Name) + "=" + url.QueryEscape(p.Value))
	}
	u.Query = b.String()
	return u
}

// Origin gives scheme, host and port: what a message may show of any URL.
func (u URL) Origin() string {
	if u.Port == "" {
		return u.Scheme + "://" + u.Host
	}
	return u.Scheme + "://" + u.Host + ":" + u.Port
}

// String gives the whole URL, without the user info.
func (u URL) String() string {
	text := u.Origin() + u.Path
	if u.Query != "" {
		text += "?" + u.Query
	}
	if u.Fragment != "" {
		text += "#" + u.Fragment
	}
	return text
}

func userinfo(text string) *url.Userinfo {
	name, password, _ := strings.Cut(text, ":")
	return url.UserPassword(unescape(name), unescape(password))
}

func unescape(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// shown gives as much of a URL that could not be read as is fit to be seen.
func shown(text string) string {
	text, _, _ = strings.Cut(text, "?")
	if at := strings.LastIndexByte(text, '@'); at >= 0 {
		text = "…" + text[at:]
	}
	if runes := []rune(text); len(runes) > 120 {
		text = string(runes[:120]) + "…"
	}
	return text
}
