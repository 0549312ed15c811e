package dialect

import (
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// FuzzCompile compiles and runs whatever comes: no panic, and an end in time.
func FuzzCompile(f *testing.F) {
	text, err := os.ReadFile("testdata/jq15.json")
	if err != nil {
		f.Fatal(err)
	}
	var groups []struct{ Cases []struct{ Program string } }
	if err := json.Unmarshal(text, &groups); err != nil {
		f.Fatal(err)
	}
	for _, group := range groups {
		for _, c := range group.Cases {
			f.Add(c.Program)
		}
	}
	f.Fuzz(func(t *testing.T, src string) {
		p, err := Compile(src, Options{Environ: testEnviron})
		if err != nil {
			return
		}
		in := decode(t, message)
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		start := time.Now()
		out, err := p.First(ctx, in, NewScope(NewOrder([]byte(message), in)))
		if spent := time.Since(start); spent > 10*time.Second {
			t.Errorf("%q took %s", src, spent)
		}
		if err != nil && out != nil {
			t.Errorf("%q gave both %v and the error %v", src, out, err)
		}
		if diff := cmp.Diff(decode(t, message), in); diff != "" {
			t.Errorf("%q changed its input:\n%s", src, diff)
		}
	})
}

// FuzzOrder writes any JSON out again: the order read from the text must make it
// the same value, and tojson of that the same text.
func FuzzOrder(f *testing.F) {
	for _, seed := range []string{message, `{"b":1,"a":{"d":[{"z":1,"y":2}],"c":null}}`, `{"b":1,"a":2,"b":3}`,
		`[{"\ud800":1,"a":2},{"é":"\u0000","\u00e9":1}]`, `{"a":1`, `[1,2,{}]`, `{"":{"":1}}`} {
		f.Add([]byte(seed))
	}
	tojson := mustCompile(f, "tojson")
	f.Fuzz(func(t *testing.T, raw []byte) {
		var in any
		if json.Unmarshal(raw, &in) != nil {
			return
		}
		once, err := tojson.First(t.Context(), in, NewScope(NewOrder(raw, in)))
		if err != nil {
			t.Fatal(err)
		}
		var again any
		if err := json.Unmarshal([]byte(once.(string)), &again); err != nil {
			t.Fatalf("%s became %s: %v", raw, once, err)
		}
		if diff := cmp.Diff(in, again); diff != "" {
			t.Errorf("%s became another value:\n%s", raw, diff)
		}
		twice, err := tojson.First(t.Context(), again, NewScope(NewOrder([]byte(once.(string)), again)))
		if err != nil || twice != once {
			t.Errorf("%s became %s and then %s, %v", raw, once, twice, err)
		}
	})
}
