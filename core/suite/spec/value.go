package spec

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/tree"
)

// Opt is a value that may be left out, which is another thing than null.
type Opt[T any] struct {
	Set, Null bool
	Value     T
	node      *tree.Node
}

// DecodeNode reads the value.
func (o *Opt[T]) DecodeNode(n *tree.Node) error {
	o.Set, o.Null, o.node = true, n.Kind == tree.Null, n
	return decode.Into(n, &o.Value)
}

// Errorf says what is wrong with the value, and where it stands.
func (o Opt[T]) Errorf(format string, args ...any) error { return o.node.Errorf(format, args...) }

// Plain gives the value as it is written, in the form of [Value]; nil if it isn't set.
func (o Opt[T]) Plain() any {
	var v Value
	if o.node == nil || v.DecodeNode(o.node) != nil {
		return nil
	}
	return v.JSON
}

// Value is any JSON.
type Value struct{ JSON any } // as [Normal] gives it

// DecodeNode reads it.
func (v *Value) DecodeNode(n *tree.Node) (err error) {
	numbers(n)
	var plain any
	if err := decode.Into(n, &plain); err != nil {
		return err
	}
	if v.JSON, err = Normal(plain); err != nil {
		return n.Errorf("JSON can't hold it: %v", err)
	}
	return nil
}

// aNumber is JSON's. YAML's parser takes some of them for text, such as 1e3, and rounds
// others.
var aNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)

// numbers has all numbers of a value be as they are written: an event that is pasted
// into a test file is the one that came.
func numbers(n *tree.Node) {
	if n.Kind == tree.Scalar && n.Bare && aNumber.MatchString(n.Text) {
		n.Value = json.Number(n.Text)
	}
	for _, field := range n.Fields {
		numbers(field.Value)
	}
	for _, item := range n.Items {
		numbers(item)
	}
}

// Text gives it as text, nil for null.
func (v Value) Text() json.RawMessage {
	text, err := json.Marshal(v.JSON)
	if err != nil || v.JSON == nil {
		return nil // what was decoded can be encoded again
	}
	return text
}

// Normal gives a value as a JSON decoder makes it, its numbers kept as they are
// written.
func Normal(v any) (out any, err error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	err = decodeJSON(text, &out)
	return out, err
}

func decodeJSON(text []byte, into *any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d.Decode(into)
}

// Text is what a text is held to: itself, or the regular expression between two
// slashes.
type Text struct {
	Text    string
	pattern *regexp.Regexp
}

// UnmarshalText reads it.
func (t *Text) UnmarshalText(text []byte) (err error) {
	t.Text = string(text)
	if inner, ok := strings.CutPrefix(t.Text, "/"); ok && len(inner) > 1 && strings.HasSuffix(inner, "/") {
		t.pattern, err = regexp.Compile(strings.TrimSuffix(inner, "/"))
	}
	return err
}

// Is says whether a text is as it is wanted.
func (t Text) Is(got string) bool {
	if t.pattern != nil {
		return t.pattern.MatchString(got)
	}
	return got == t.Text
}

// In says whether it can be found in a text. Nothing can be found in nothing only.
func (t Text) In(got string) bool {
	if t.pattern == nil && t.Text != "" {
		return strings.Contains(got, t.Text)
	}
	return t.Is(got)
}
