package header

import (
	"maps"
	"slices"
	"strings"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
	"github.com/drayhq/dray/plugins/wasm/document/pointer"
	"github.com/drayhq/dray/plugins/wasm/document/strlist"
	"github.com/drayhq/dray/plugins/wasm/document/text"
	"github.com/drayhq/dray/sdk"
)

// Set puts json, a string or a list of them, where rest leads to; rest begins with a
// name. A hidden field is set as a whole only: the codes for its elements would tell
// how many there are.
func (v *View) Set(rest, json string) answer.Code {
	name, rest := pointer.Next(rest)
	key, list := name, true
	var values []string
	var code answer.Code
	if len(rest) == 0 {
		values, list, code = text.DecodeStrings(json)
	} else {
		key, values = held(v.Header, name)
		if v.hidden(key) {
			return answer.NotAllowed
		}
		values, code = strlist.Set(values, v.isList(key, values), rest, json)
	}
	switch {
	case code != answer.Done:
		return code
	case !IsToken(name) || !sendable(values):
		return answer.BadValue
	}
	v.put(key, values, list)
	return answer.Done
}

// Remove takes away what rest leads to; rest begins with a name. It is Done only when
// something was there.
func (v *View) Remove(rest string) answer.Code {
	name, rest := pointer.Next(rest)
	key, values := held(v.Header, name)
	switch {
	case len(rest) > 0 && v.hidden(key):
		return answer.NotAllowed
	case len(values) == 0:
		return answer.Absent
	case len(rest) == 0:
		v.put(key, nil, false)
		return answer.Done
	}
	i, code := strlist.Find(len(values), v.isList(key, values), rest)
	if code == answer.Done {
		v.put(key, slices.Delete(slices.Clone(values), i, i+1), true)
	}
	return code
}

// put gives name these values in place of all that differs from it in case only.
func (v *View) put(name string, values []string, list bool) {
	v.Renamed = v.Renamed || same(name, "host")
	if !v.own {
		if v.Header, v.own = maps.Clone(v.Header), true; v.Header == nil { // as the clone of a nil map is
			v.Header = sdk.Header{}
		}
	}
	for other := range v.Header {
		if same(other, name) {
			delete(v.Header, other)
		}
	}
	if len(values) > 0 {
		v.Header[name] = values
	}
	if list || v.lists.Any() {
		v.lists.Note(strings.ToLower(name), list)
	}
}
