package document

import (
	"math"
	"strings"

	"github.com/drayhq/dray/plugins/wasm/document/text"
)

// Encode writes a value as Get does.
func Encode(v any) ([]byte, error) {
	w := text.Writer{Max: math.MaxInt}
	if err := w.Value(v).Err(); err != nil {
		return nil, err
	}
	return w.Text, nil
}

// Decode reads one JSON text as Set does.
func Decode(json []byte) (any, error) {
	v, code := text.Decode(string(json), MaxDepth)
	if err := code.Err(); err != nil {
		return nil, err
	}
	return v, nil
}

// Escape makes a name a token of a pointer.
func Escape(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}
