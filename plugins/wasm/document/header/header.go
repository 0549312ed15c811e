package header

import (
	"slices"
	"strings"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
	"github.com/drayhq/dray/plugins/wasm/document/pointer"
	"github.com/drayhq/dray/plugins/wasm/document/strlist"
	"github.com/drayhq/dray/plugins/wasm/document/text"
	"github.com/drayhq/dray/sdk"
)

// View is the header fields of one call after another.
type View struct {
	// Header is theirs by now. Until the first write it is that of the request.
	Header sdk.Header
	// Sensitive names fields to be hidden besides those of the ABI; nil for none.
	Sensitive func(name string) bool

	// Renamed says whether the field Host was set or removed since Reset.
	Renamed bool

	own   bool          // whether Header may be written to
	lists strlist.Marks // by name in small letters
	keys  []string      // to be sorted
}

// Reset begins a call.
func (v *View) Reset(h sdk.Header) {
	v.Header, v.Renamed = h, false
	v.lists.Reset()
	v.Disown()
}

// Disown has the next write copy, so that Header can be given away.
func (v *View) Disown() { v.own = false }

func (v *View) hidden(name string) bool {
	return alwaysHidden(name) || v.Sensitive != nil && v.Sensitive(name)
}

// isList says whether the values under key are a list to the guest.
func (v *View) isList(key string, values []string) bool {
	if len(values) != 1 || !v.lists.Any() {
		return len(values) > 1
	}
	return v.lists.Has(strings.ToLower(key))
}

// Get writes what rest leads to; rest begins with a name.
func (v *View) Get(w *text.Writer, rest []byte) answer.Code {
	name, rest := pointer.Next(rest)
	key, values := held(v.Header, name)
	if v.hidden(key) {
		return answer.NotAllowed
	}
	return strlist.Get(w, values, v.isList(key, values), rest)
}

// GetAll writes all fields that are not hidden.
func (v *View) GetAll(w *text.Writer) {
	for key, values := range v.Header {
		if len(values) > 0 && !v.hidden(key) {
			v.keys = append(v.keys, key)
		}
	}
	slices.Sort(v.keys)
	w.Text = append(w.Text, '{')
	for _, key := range v.keys {
		w.Name(key)
		_ = strlist.Get(w, v.Header[key], v.isList(key, v.Header[key]), nil)
	}
	w.Text = append(w.Text, '}')
	clear(v.keys)
	v.keys = v.keys[:0]
}

// held gives the spelling under which h holds name, and its values. Of spellings that
// differ in case only, which no mapping makes, it takes name's own, else the first.
func held[T string | []byte](h sdk.Header, name T) (key string, values []string) {
	if values, ok := h[string(name)]; ok {
		return string(name), values
	}
	found := false
	for other := range h {
		if same(other, name) && (!found || other < key) {
			key, found = other, true
		}
	}
	if !found {
		return string(name), nil
	}
	return key, h[key]
}
