package document

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// FuzzDocument reads a script, a call a line, and compares each answer with the
// model's. "?/p" gets, "=/p" with a tab and JSON sets, "-/p" removes, "!" asks for the request.
func FuzzDocument(f *testing.F) {
	for _, script := range []string{
		"?\n?/request\n?/event/obj\n?/run/now\n?/request/headers/Circle-Token\n?/request/headers/x-one/0",
		"=/request/headers/New\t\"a\"\n=/request/headers/new\t[\"a\",\"b\"]\n-/request/headers/NEW/0\n?/request/headers\n=/request/headers/n/-\t\"x\"\n?/request/headers/n",
		"=/request/query/a\t[\"x\",\"y\",\"z\"]\n-/request/query/a/1\n=/request/query/a/-\t\"w\"\n?/request/query\n=/request/query/b/0\t\"x\"\n=/request/query/c\t[]",
		"=/request/body/list/-\t{\"a\":[]}\n!\n=/request/body/list/3/a/-/b\t1.50\n-/request/body/list/0\n!\n=/request/body/list/0/c\tnull\n?/request/body",
		"-/request/body\n=/request/body/-/a/0\t1\n=/request/body/0/a/0/b\t1\n-/request/body/0/a/0\n?/request/body\n?/request/body/0/a/0/x",
		"=/request/method\t\"put\"\n=/request/url\t\"u\"\n=/request/method/x\t1\n-/request/url\n=/event/x\t1\n-/other\n=/request/other\t1\n?/request/wire",
		"=/request/headers/a\t\"\\n\"\n=/request/headers/a~1b\t\"x\"\n?/~2\n?x\n=/request/body/a\t{\"a\":1,\"a\":2}\n=/request/headers/Cookie/0\t\"x\"\n-/request/headers/cookie",
		"-/request/headers/x-two/0\n?/request/headers/X-Two\n=/request/headers/X-TWO/-\t\"y\"\n=/request/headers/x-two\t\"\"\n?/request",
	} {
		f.Add(true, script)
		f.Add(false, script)
	}
	f.Fuzz(func(t *testing.T, withRequest bool, script string) { compareScript(t, withRequest, script) })
}

// TestDocumentIsTheModel makes scripts of pieces that are likely to meet.
func TestDocumentIsTheModel(t *testing.T) {
	var (
		op     = rapid.SampledFrom([]string{"?", "?", "=", "=", "=", "-"})
		prefix = rapid.SampledFrom([]string{
			"", "/request", "/request/headers", "/request/headers", "/request/query", "/request/query", "/request/body", "/request/body",
			"/request/body", "/request/body/list", "/request/body/parameters", "/request/method", "/request/url", "/event", "/run", "/config",
		})
		token = rapid.SampledFrom([]string{
			"a", "b", "c", "x-one", "X-Two", "x-TWO", "x-new", "X-New", "Circle-Token", "list", "parameters", "branch", "none", "tags", "id",
			"0", "0", "1", "2", "5", "-", "-", "", "01", "~0", "~1", "~2", "a b", "é",
		})
		value = rapid.SampledFrom([]string{
			`"a"`, `"b"`, `""`, `" "`, `"\n"`, `["a"]`, `["a","b"]`, `["x","y","z"]`, `[]`, `{}`, `null`, `1.0`, `true`, `[1,null]`, `{"a":[1,{"b":2}]}`,
			`{"list":[[],{}]}`, `[{"a":1},{"a":2}]`, `x`, `{"a":1,"a":2}`, `["a"`,
		})
	)
	rapid.Check(t, func(r *rapid.T) {
		var script strings.Builder
		for range rapid.IntRange(1, 40).Draw(r, "calls") {
			if rapid.IntRange(0, 9).Draw(r, "ask") == 0 {
				script.WriteString("!\n")
			}
			script.WriteString(op.Draw(r, "op") + prefix.Draw(r, "prefix"))
			for range rapid.IntRange(0, 3).Draw(r, "depth") {
				script.WriteString("/" + token.Draw(r, "token"))
			}
			script.WriteString("\t" + value.Draw(r, "value") + "\n?\n")
		}
		compareScript(r, rapid.IntRange(0, 4).Draw(r, "request") > 0, script.String())
	})
}
