package dialect

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var testEnviron = []string{"FOO=foo", "EMPTY=", "TZ=UTC"}

// evaluate runs a program on a JSON text and gives its output as plain JSON.
func evaluate(tb testing.TB, program string, data []byte) (any, error) {
	tb.Helper()
	p, err := Compile(program, Options{Environ: testEnviron})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(tb.Context(), 10*time.Second)
	defer cancel()
	in := decode(tb, string(data))
	out, err := p.First(ctx, in, NewScope(NewOrder(data, in)))
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(out)
	if err != nil {
		return nil, err
	}
	return plain(tb, text), nil
}

// plain decodes JSON with its numbers as doubles.
func plain(tb testing.TB, text []byte) any {
	tb.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		tb.Fatalf("decoding %s: %v", text, err)
	}
	return v
}

// TestJQ15 holds the dialect to what jq 1.5, as pyjq 2.3.1 has it, made of many programs.
func TestJQ15(t *testing.T) {
	text, err := os.ReadFile("testdata/jq15.json")
	if err != nil {
		t.Fatal(err)
	}
	var groups []struct {
		Data  json.RawMessage
		Cases []struct {
			Program string
			Gives   json.RawMessage
			Error   *string
		}
	}
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&groups); err != nil {
		t.Fatal(err)
	}
	for _, group := range groups {
		for _, c := range group.Cases {
			got, err := evaluate(t, c.Program, group.Data)
			switch {
			case (err != nil) != (c.Error != nil):
				t.Errorf("%s: got %v and the error %v, want %s, error %v", c.Program, got, err, c.Gives, c.Error != nil)
			case err == nil:
				if diff := cmp.Diff(plain(t, c.Gives), got); diff != "" {
					t.Errorf("%s (-jq 1.5 +got):\n%s", c.Program, diff)
				}
			}
		}
	}
}
