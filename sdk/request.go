package sdk

import (
	"slices"
	"strings"
	"time"
)

// Request is the HTTP request that a run turns into.
type Request struct {
	Method string  // in capitals
	URL    string  // absolute, without Query
	Header Header  // as the mapping wrote the names
	Query  []Param // in the mapping's order
	Body   any     // any JSON value as in Run.Event, also float64 and int, or JSON; nil sends none
	Wire   []byte  // the body's bytes as sent; nil until the sink has made them
}

// Param is one name and value of the query, not yet escaped.
type Param struct{ Name, Value string }

// Reply is what the endpoint answered.
type Reply struct {
	Status   int
	Header   Header
	Body     []byte
	Duration time.Duration // from the request's first byte to the reply's last
}

// Header holds HTTP header fields. Names keep the spelling that they were
// written with and compare without regard to case.
type Header map[string][]string

// Key gives the spelling under which name is held, "" if it is not.
func (h Header) Key(name string) string {
	if _, ok := h[name]; ok {
		return name
	}
	for key := range h {
		if len(key) == len(name) && strings.EqualFold(key, name) {
			return key
		}
	}
	return ""
}

// Get gives the first value of name, "" if there is none.
func (h Header) Get(name string) string {
	if values := h[h.Key(name)]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// With gives a copy in which name has exactly these values; without values name is removed.
func (h Header) With(name string, values ...string) Header {
	out := h.Clone()
	delete(out, out.Key(name))
	if len(values) > 0 {
		out[name] = slices.Clone(values)
	}
	return out
}

// Clone gives a deep copy, never nil.
func (h Header) Clone() Header {
	out := make(Header, len(h)+1)
	for key, values := range h {
		out[key] = slices.Clone(values)
	}
	return out
}
