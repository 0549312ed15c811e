package text

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
)

const maxDepth = 1000

// FuzzDecode holds the parser to what jsontext takes, and to what encoding/json
// makes of it.
func FuzzDecode(f *testing.F) {
	for _, text := range []string{
		` {"a":[1,-2.50E+3,"x\u00e9\ud83d\ude00",true,false,null,{}]} `, `"`, `[1,]`, `{"a":1,"a":2}`, `"\ud800"`, "\"\xff\"", `01`, `1.e5`, `[[[[]]]]`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, code := Decode(text, maxDepth)
		if code == answer.OverLimit {
			if strings.Count(text, "[")+strings.Count(text, "{") <= maxDepth {
				t.Fatalf("%q: over the limit", text)
			}
			return
		}
		valid := strictlyValid(text)
		if (code == answer.Done) != valid || code != answer.Done && code != answer.BadValue {
			t.Fatalf("%q: %s, and jsontext takes it: %t", text, code, valid)
		}
		if !valid {
			return
		}
		var want any
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (-encoding/json +ours):\n%s", text, diff)
		}
		s, textCode := DecodeString(text)
		if _, ok := got.(string); ok && (textCode != answer.Done || s != got) || !ok && textCode == answer.Done {
			t.Fatalf("%q as a string: %q (%s)", text, s, textCode)
		}
	})
}

func strictlyValid(text string) bool {
	d := jsontext.NewDecoder(strings.NewReader(text))
	if _, err := d.ReadValue(); err != nil {
		return false
	}
	_, err := d.ReadToken()
	return errors.Is(err, io.EOF)
}
