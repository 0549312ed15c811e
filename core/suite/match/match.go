package match

import (
	"fmt"
	"slices"

	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/core/suite/spec"
)

// Failure is one thing that is not as it was expected. Want and Got are JSON as a
// decoder makes it, nil for nothing.
type Failure struct {
	At   string `json:"at"` // where in the explanation, as a JSON Pointer (RFC 6901)
	Want any    `json:"want"`
	Got  any    `json:"got"`

	Part bool `json:"-"` // Want is looked for in Got
	Null bool `json:"-"` // Got is there, and null
}

// Explanation gives what is not as expected, in the order of the explanation.
func Explanation(want spec.Expect, got explain.Explanation) ([]Failure, error) {
	m := &matcher{}
	m.word("/outcome", want.Outcome, got.Outcome)
	m.part("/reason", want.Reason, got.Reason)
	m.word("/signature", want.Signature, got.Signature)
	m.word("/route", want.Route, got.Route)
	m.mapping(want.Mapping, got.Mapping)
	if want.Request.Set {
		m.request(want.Request, got.Request, want.Exact)
	}
	if want.Report.Set {
		m.report(want.Report, got.Report, want.Exact)
	}
	m.warnings(want.Warnings, got.Warnings)
	return m.failures, m.err
}

type matcher struct {
	failures []Failure
	err      error // what became of the event is not to be read
}

func (m *matcher) fail(at string, want, got any) {
	m.failures = append(m.failures, Failure{At: at, Want: want, Got: got})
}

// word holds a name to what it has to be, null for none.
func (m *matcher) word(at string, want spec.Opt[string], got string) {
	if want.Set && want.Value != got {
		m.fail(at, orNil(want.Value), orNil(got))
	}
}

// text does so with a text. With exact, none is wanted where none is named.
func (m *matcher) text(at string, want spec.Opt[spec.Text], got string, exact bool) {
	if (want.Set || exact) && !want.Value.Is(got) {
		m.fail(at, orNil(want.Value.Text), orNil(got))
	}
}

func (m *matcher) part(at string, want spec.Opt[spec.Text], got string) {
	if want.Set && !want.Value.In(got) {
		m.failures = append(m.failures, Failure{At: at, Want: orNil(want.Value.Text), Got: orNil(got), Part: want.Value.Text != ""})
	}
}

func (m *matcher) mapping(want spec.Opt[int], got *int) {
	switch {
	case !want.Set || want.Null && got == nil:
	case want.Null:
		m.fail("/mapping", nil, *got)
	case got == nil:
		m.fail("/mapping", want.Value, nil)
	case want.Value != *got:
		m.fail("/mapping", want.Value, *got)
	}
}

// warnings looks for each text in any of them.
func (m *matcher) warnings(want spec.Opt[[]spec.Text], got []string) {
	if want.Set && len(want.Value) == 0 {
		for i, warning := range got {
			m.fail(fmt.Sprintf("/warnings/%d", i), nil, warning)
		}
	}
	for _, text := range want.Value {
		if !slices.ContainsFunc(got, text.In) {
			all := make([]any, len(got))
			for i, warning := range got {
				all[i] = warning
			}
			m.failures = append(m.failures, Failure{At: "/warnings", Want: text.Text, Got: all, Part: true})
		}
	}
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}
