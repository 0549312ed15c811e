package match

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/core/suite/spec"
)

// request holds a request to what is wanted of it. With exact it holds nothing that
// isn't named.
func (m *matcher) request(want spec.Opt[spec.Request], got *explain.Request, exact bool) {
	if want.Null || got == nil {
		m.none("/request", want.Null, want.Plain(), got == nil, got)
		return
	}
	w := want.Value
	m.text("/request/method", w.Method, got.Method, exact)
	m.text("/request/url", w.URL, got.URL, exact)
	if w.Headers.Set || exact {
		m.headers("/request/headers", w.Headers.Value, got.Headers, exact || w.Exact || w.Headers.Null)
	}
	if w.Body.Set || exact {
		m.value("/request/body", w.Body.Value.JSON, m.normal("/request/body", got.Body), exact || w.Exact)
	}
}

// headers finds names in any case.
func (m *matcher) headers(at string, want map[string]spec.Opt[spec.Text], got map[string]string, exact bool) {
	rest := maps.Clone(got)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		value := ""
		for have := range got {
			if strings.EqualFold(have, name) {
				value = got[have]
				delete(rest, have)
			}
		}
		m.text(join(at, name), want[name], value, false)
	}
	if exact {
		for _, name := range slices.Sorted(maps.Keys(rest)) {
			m.fail(join(at, name), nil, rest[name])
		}
	}
}

// report holds what Port is told to what is wanted of it, as request does.
func (m *matcher) report(want spec.Opt[spec.Report], got *explain.Report, exact bool) {
	if want.Null || got == nil {
		m.none("/report", want.Null, want.Plain(), got == nil, got)
		return
	}
	w := want.Value
	exact = exact || w.Exact
	m.text("/report/status", w.Status, got.Status, exact)
	m.text("/report/statusLabel", w.StatusLabel, got.StatusLabel, exact)
	if w.Link.Set || exact {
		m.value("/report/link", w.Link.Value.JSON, m.normal("/report/link", got.Link), exact)
	}
	m.text("/report/summary", w.Summary, got.Summary, exact)
	m.text("/report/externalRunId", w.ExternalRunID, got.ExternalRunID, exact)
}

// none sees to it that there is nothing where nothing is wanted, and only there.
func (m *matcher) none(at string, wanted bool, want any, is bool, got any) {
	switch {
	case wanted && is:
	case wanted:
		m.fail(at, nil, m.normal(at, got))
	default:
		if members, ok := want.(map[string]any); ok {
			delete(members, "exact") // says how to match, and is nothing to be matched
		}
		m.fail(at, want, nil)
	}
}

// normal gives what was got as what is wanted is given.
func (m *matcher) normal(at string, got any) any {
	out, err := spec.Normal(got)
	if err != nil {
		m.err = fmt.Errorf("reading %s: %w", at, err)
	}
	return out
}
