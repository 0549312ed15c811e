package order

import (
	"bytes"
	"reflect"
	"slices"
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
	r := &reader{Text: t, text: string(t.raw), open: make([]string, 0, min(count, 64)), done: make([]string, 0, count), Decoder: jsontext.NewDecoder(bytes.NewBuffer(t.raw),
		jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))}
	// A text that breaks off leaves the rest of the objects sorted.
	_ = r.value(t.value)
}

type reader struct {
	*Text
	*jsontext.Decoder
	text string   // raw once more, to cut the keys from
	open []string // the keys, so far, of the objects that the decoder is in
	done []string // where keys lists lie, one behind another
}

func (r *reader) value(v any) error {
	kind := r.PeekKind()
	if m, ok := v.(map[string]any); ok && kind == '{' {
		return r.object(m)
	}
	if list, ok := v.([]any); ok && kind == '[' {
		return r.list(list)
	}
	return r.SkipValue()
}

func (r *reader) list(list []any) error {
	if _, err := r.ReadToken(); err != nil {
		return err
	}
	for i := 0; r.PeekKind() != ']'; i++ {
		var v any
		if i < len(list) {
			v = list[i]
		}
		if err := r.value(v); err != nil {
			return err
		}
	}
	_, err := r.ReadToken()
	return err
}

func (r *reader) object(m map[string]any) error {
	if _, err := r.ReadToken(); err != nil {
		return err
	}
	first := len(r.open)
	for r.PeekKind() != '}' {
		key, err := r.key()
		if err != nil {
			return err
		}
		v, ok := m[key]
		if ok {
			r.open = append(r.open, key)
		}
		if err := r.value(v); err != nil {
			return err
		}
	}
	keys := r.open[first:]
	if r.open = r.open[:first]; len(keys) != len(m) {
		keys = complete(slices.Clone(keys), m)
	}
	if !slices.IsSorted(keys) {
		first := len(r.done)
		r.done = append(r.done, keys...)
		r.keys[identity(m)] = r.done[first:len(r.done):len(r.done)]
	}
	_, err := r.ReadToken()
	return err
}

func (r *reader) key() (string, error) {
	raw, err := r.ReadValue()
	if err != nil {
		return "", err
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		end := int(r.InputOffset())
		return r.text[end-len(raw)+1 : end-1], nil
	}
	out, _ := jsontext.AppendUnquote(nil, raw) // objects to lone surrogates only, which become U+FFFD
	return string(out), nil
}

// identity tells one map from another.
func identity(m map[string]any) uintptr { return reflect.ValueOf(m).Pointer() }
