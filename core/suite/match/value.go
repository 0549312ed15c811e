package match

import (
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// absent stands for a member that an object doesn't have.
type absent struct{}

// value compares JSON. With exact, an object holds nothing that isn't named.
func (m *matcher) value(at string, want, got any, exact bool) {
	switch w := want.(type) {
	case map[string]any:
		if g, ok := got.(map[string]any); ok {
			m.members(at, w, g, exact)
			return
		}
	case []any:
		if g, ok := got.([]any); ok {
			m.items(at, w, g, exact)
			return
		}
	case json.Number:
		if g, ok := got.(json.Number); ok && same(w, g) {
			return
		}
	case nil:
		if got == nil || got == (absent{}) {
			return
		}
	default: // a string or a boolean
		if want == got {
			return
		}
	}
	m.differ(at, want, got)
}

func (m *matcher) differ(at string, want, got any) {
	_, missing := got.(absent)
	if missing {
		got = nil
	}
	m.failures = append(m.failures, Failure{At: at, Want: want, Got: got, Null: got == nil && !missing})
}

func (m *matcher) members(at string, want, got map[string]any, exact bool) {
	names := slices.Collect(maps.Keys(want))
	if exact {
		names = slices.AppendSeq(names, maps.Keys(got))
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		w, named := want[name]
		g, has := got[name]
		switch {
		case !named: // a null that is there is something too
			m.differ(join(at, name), nil, g)
		case !has:
			m.value(join(at, name), w, absent{}, exact)
		default:
			m.value(join(at, name), w, g, exact)
		}
	}
}

// items compares lists item by item: an object among them matches as others do.
func (m *matcher) items(at string, want, got []any, exact bool) {
	for i := range max(len(want), len(got)) {
		item := join(at, strconv.Itoa(i))
		switch {
		case i >= len(want):
			m.differ(item, nil, got[i])
		case i >= len(got):
			m.differ(item, want[i], absent{})
		default:
			m.value(item, want[i], got[i], exact)
		}
	}
}

// same compares numbers by their value, however they are written.
func same(a, b json.Number) bool {
	if a == b {
		return true
	}
	x, ok := new(big.Rat).SetString(a.String())
	y, fine := new(big.Rat).SetString(b.String())
	return ok && fine && x.Cmp(y) == 0
}

// join gives the pointer of a member.
func join(at, name string) string {
	return at + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}
