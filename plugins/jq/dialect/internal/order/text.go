package order

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// Text is a JSON text beside the value that it was decoded to. It is read when
// the order of one of its objects is first asked for, and is safe for concurrent use.
type Text struct {
	raw   []byte
	value any // held, so that no map's address is given to another
	once  sync.Once
	keys  map[uintptr][]string // by the identity of the map, unless its keys are sorted
}

// NewText takes a JSON text and the value decoded from it: maps of type
// map[string]any, lists of type []any. Where the two differ, because members
// were removed or replaced after decoding, the text is passed over; keys that the
// text lacks come last. Neither is changed, and neither may change from here on.
func NewText(raw []byte, value any) *Text { return &Text{raw: raw, value: value} }

func (t *Text) lookup(m map[string]any) ([]string, bool) {
	t.once.Do(t.read)
	keys, ok := t.keys[identity(m)]
	return keys, ok
}

func (t *Text) read() {
	t.keys = make(map[uintptr][]string, bytes.Count(t.raw, []byte("{")))
	count := bytes.Count(t.raw, []byte(`":`)) // of the keys, roughly: these are slices' first capacities
	r := &reader{
		cursor: cursor{text: string(t.raw)}, keys: t.keys,
		open: make([]string, 0, min(count, 64)), done: make([]string, 0, count),
	}
	r.value(t.value) // a text that breaks off leaves the rest of the objects sorted
}

// reader walks a text beside its value. Its methods say whether the text goes on.
type reader struct {
	cursor
	keys map[uintptr][]string
	open []string // the keys, so far, of the objects that the cursor is in
	done []string // where keys lists lie, one behind another
}

func (r *reader) value(v any) bool {
	switch r.next() {
	case '{':
		m, _ := v.(map[string]any) // else nil: passed over
		return r.object(m)
	case '[':
		list, _ := v.([]any)
		return r.list(list)
	case '"':
		return r.str() != ""
	}
	return r.word()
}

func (r *reader) list(list []any) bool {
	r.at++
	for i := 0; !r.skip(']'); i++ {
		var v any
		if i < len(list) {
			v = list[i]
		}
		if !r.value(v) {
			return false
		}
		r.skip(',')
	}
	return true
}

func (r *reader) object(m map[string]any) bool {
	r.at++
	first := len(r.open)
	for !r.skip('}') {
		key, ok := r.key()
		if !ok {
			return false
		}
		v, ok := m[key]
		if ok {
			r.open = append(r.open, key)
		}
		if !r.value(v) {
			return false
		}
		r.skip(',')
	}
	keys := r.open[first:]
	r.open = r.open[:first]
	if m == nil {
		return true
	}
	if len(keys) != len(m) {
		keys = complete(slices.Clone(keys), m)
	}
	if !slices.IsSorted(keys) {
		first := len(r.done)
		r.done = append(r.done, keys...)
		r.keys[identity(m)] = r.done[first:len(r.done):len(r.done)]
	}
	return true
}

func (r *reader) key() (string, bool) {
	if r.next() != '"' {
		return "", false
	}
	quoted := r.str()
	if quoted == "" || !r.skip(':') {
		return "", false
	}
	if strings.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1], true
	}
	out, _ := jsontext.AppendUnquote(nil, quoted) // objects to lone surrogates only, which become U+FFFD
	return string(out), true
}

// identity tells one map from another.
func identity(m map[string]any) uintptr { return reflect.ValueOf(m).Pointer() }
