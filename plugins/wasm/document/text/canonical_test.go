package text

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
)

// texts are JSON, and some that isn't, with what the one form of each has to change.
func texts() []string {
	deep := func(n int, open, inside, end string) string {
		return strings.Repeat(open, n) + inside + strings.Repeat(end, n)
	}
	return []string{
		`{}`, `[]`, ` null `, `"a"`, `-0.50E+3`, " [ 1 ,\t{ \"a\" : [ ] } ,\r\n true , false ] ",
		`{"b":1,"a":2}`, `{"a":{"c":1,"b":2},"":3}`, `[{"b":[{"d":1,"c":2}],"a":0},{"z":0}]`, `{"b":{"y":1,"x":2},"a":{"y":1,"x":2}}`,
		`{"é":1,"z":2,"\u00e8":3}`, "{\"\U0001f600\":1,\"\uffee\":2}", `{"a\"b":1,"a!":2,"a\\":3}`, `{"a":1,"\u0061":2}`, `{"b":1,"a":2,"b":3}`, `{"a":1,"a":1}`,
		"{\"\u2028\":1,\"a\":\"\u2029<&>\"}", `"\/\b\f\n\r\t\u0001\u007f\ud83d\ude00"`, `"\ud800"`, "\"\xff\"", "\"\u2028\xff\"", "\"a\nb\"", `"a`, `"\`, `"\"`,
		`{`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{a:1}`, `{"a" 1}`, `[`, `[1`, `[1,`, `[1,]`, `[1 2]`, ``, ` `, `1 2`, `{}}`, `01`, `1.`, `-`, `tru`, `nul`, `falsy`, "\x00",
		deep(maxDepth, "[", "", "]"), deep(maxDepth+1, "[", "", "]"), deep(maxDepth, `{"b":`, "0", `,"a":1}`), deep(20, `{"b":`, "0", `,"a":1}`),
	}
}

func TestCanonical(t *testing.T) {
	c := &Canonical{}
	for _, text := range texts() {
		checkCanonical(t, c, text)
	}
}

func FuzzCanonical(f *testing.F) {
	for _, text := range texts() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkCanonical(t, &Canonical{}, text) })
}

// checkCanonical holds what takes the short way to what takes the long one.
func checkCanonical(t *testing.T, c *Canonical, text string) {
	t.Helper()
	want := Writer{Max: math.MaxInt}
	v, code := Decode(text, maxDepth)
	if code == answer.Done {
		code = want.Value(v)
	}
	got, gotCode := c.Of([]byte(text), maxDepth)
	if (gotCode == answer.Done) != (code == answer.Done) || code == answer.Done && !bytes.Equal(got, want.Text) {
		t.Fatalf("%.200q: %.200q (%s), want %.200q (%s)", text, got, gotCode, want.Text, code)
	}
	if code == answer.Done {
		again, code := c.Of([]byte(string(got)), maxDepth)
		if code != answer.Done || !bytes.Equal(again, want.Text) {
			t.Fatalf("%.200q again: %.200q (%s), want the same", want.Text, again, code)
		}
	}
}

// Text that would have to be moved at each of its levels takes no time that grows
// with both length and depth.
func TestCanonicalMovesLittle(t *testing.T) {
	c := &Canonical{}
	text := strings.Repeat(`{"b":`, maxDepth) + `"` + strings.Repeat("x", 1<<16) + `"` + strings.Repeat(`,"a":1}`, maxDepth)
	checkCanonical(t, c, text)
	_, _ = c.Of([]byte(text), maxDepth)
	if most := (mostMoved + 1) * len(text); c.moved == 0 || c.moved > most {
		t.Errorf("%d bytes were moved, want at most %d", c.moved, most)
	}
}

func BenchmarkCanonical(b *testing.B) {
	text := []byte(`{"branch":"release/2.4","parameters":{"run_id":"r_0000000000000000","deploy":true,` +
		`"note":"Before the storm: north first, then south.","regions":"[\"north\",\"south\"]","replicas":3}}`)
	b.Run("text", func(b *testing.B) {
		b.ReportAllocs()
		c := &Canonical{}
		for b.Loop() {
			if _, code := c.Of(text, maxDepth); code != answer.Done {
				b.Fatal(code)
			}
		}
	})
	b.Run("values", func(b *testing.B) {
		b.ReportAllocs()
		w := Writer{Max: math.MaxInt}
		for b.Loop() {
			v, _ := Decode(string(text), maxDepth)
			w.Text = w.Text[:0]
			if code := w.Value(v); code != answer.Done {
				b.Fatal(code)
			}
		}
	})
	b.Run("encode", func(b *testing.B) {
		b.ReportAllocs()
		w := Writer{Max: math.MaxInt}
		v, _ := Decode(string(text), maxDepth)
		for b.Loop() {
			w.Text = w.Text[:0]
			if code := w.Value(v); code != answer.Done {
				b.Fatal(code)
			}
		}
	})
}
