package origin

import (
	"strings"

	"github.com/itchyny/gojq"
)

// start is how a text that a program yields may begin.
type start struct {
	from from
	text string // the known beginning, when from is program
	rest bool   // more may follow the known beginning
}

type from int

const (
	program from = iota // written in the program
	environ             // from the environment, which the operator sets
	event               // from the event, or not understood
)

var unknown = []start{{from: event}}

// HostFromEvent says whether the host of the URL that a program yields can come
// from the event. It errs on the side of yes.
func HostFromEvent(text string) bool {
	query, err := gojq.Parse(text)
	if err != nil {
		return true
	}
	for _, s := range (scope{in: unknown}).query(query) {
		if s.from == event {
			return true
		}
	}
	return false
}

// join gives how a concatenation of texts may begin.
func join(left, right []start) []start {
	const most = 64 // beyond that many alternatives the analysis gives up
	var out []start
	for _, l := range left {
		if l.from != program || l.rest || namesHost(l.text) {
			l.rest = true
			out = append(out, l)
			continue
		}
		for _, r := range right {
			r.text = l.text + r.text
			out = append(out, r)
		}
	}
	if len(out) > most {
		return unknown
	}
	return out
}

// namesHost says that nothing put behind text can change the host that it names.
func namesHost(text string) bool {
	_, rest, found := strings.Cut(text, "://")
	return found && strings.ContainsAny(rest, "/?#")
}

// opaque gives what a function makes of its input: of the environment's still the
// environment's, of all else something unknown.
func opaque(in []start) []start {
	for _, s := range in {
		if s.from != environ {
			return unknown
		}
	}
	return in
}
