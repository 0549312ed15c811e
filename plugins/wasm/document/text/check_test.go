package text

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
)

// texts are JSON, and some that isn't.
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
		deep(maxDepth, "[", "", "]"), deep(maxDepth+1, "[", "", "]"), deep(maxDepth, `{"b":`, "0", `,"a":1}`), `[` + strings.Repeat(`[],`, 2*maxDepth) + `"["]`,
	}
}

func TestCheck(t *testing.T) {
	for _, text := range texts() {
		check(t, text)
	}
}

func FuzzCheck(f *testing.F) {
	for _, text := range texts() {
		f.Add(text)
	}
	f.Fuzz(check)
}

// check holds Check to what Decode reads.
func check(t *testing.T, text string) {
	t.Helper()
	_, code := Decode(text, maxDepth)
	if err := new(Checker).Check(text, maxDepth); (err == nil) != (code == answer.Done) {
		t.Fatalf("%.200q: %v, but Decode says %s", text, err, code)
	}
}

// Who wrote the module learns what is wrong, and where.
func TestCheckSaysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":1,"a":2}`: "a name stands twice in an object, before byte 7",
		`{"a":[1,]}`:    "invalid character ']' at start of value, before byte 8",
		`{"a`:           "it ends too early",
		``:              "it ends too early",
		`{} {}`:         "another value follows",
		`{} x`:          "'x'",
		strings.Repeat("[", maxDepth+1) + strings.Repeat("]", maxDepth+1): "too deeply",
	} {
		if err := new(Checker).Check(text, maxDepth); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.50q: %v, want %q", text, err, want)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	text := `{"branch":"release/2.4","parameters":{"run_id":"r_0000000000000000","deploy":true,` +
		`"note":"Before the storm: north first, then south.","regions":"[\"north\",\"south\"]","replicas":3}}`
	c := new(Checker)
	b.ReportAllocs()
	for b.Loop() {
		if err := c.Check(text, maxDepth); err != nil {
			b.Fatal(err)
		}
	}
}
