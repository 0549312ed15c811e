package eval_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/plugins/jq/eval"
	"github.com/drayhq/dray/plugins/jq/mapping"
	"github.com/drayhq/dray/sdk"
)

// body compiles the body of a mapping with one entry.
func body(t *testing.T, text string, lenient bool, environ ...string) (*eval.Tree, error) {
	t.Helper()
	m, err := mapping.Parse("m.json", []byte(`[{"body": `+text+`}]`))
	if err != nil {
		t.Fatal(err)
	}
	c := &eval.Compiler{Mapping: m, Environ: environ, Timeout: time.Second, Lenient: lenient}
	tree := c.Tree(0, m.Entries[0].Body, false)
	return tree, c.Err()
}

func TestTreeIsWalkedAndItsLeavesEvaluated(t *testing.T) {
	tree, err := body(t, `{"a": [".x", 1.50, null, {"b": ".x, .y", "c": {}}], "t": true, "none": "empty"}`, false)
	if err != nil {
		t.Fatal(err)
	}
	got, err := tree.Eval(t.Context(), map[string]any{"x": "X", "y": "Y"}, eval.NewTrace(sdk.Run{}))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(got)
	if want := `{"a":["X",1.50,null,{"b":"X"}],"none":null,"t":true}`; err != nil || string(text) != want {
		t.Errorf("the body is %s, %v, want %s", text, err, want)
	}
}

func TestErrorsGiveNullAndAWarning(t *testing.T) {
	for program, want := range map[string]string{
		`.x.y`:                        `m.json:1:11: entry 0: body: null, for the jq program failed: expected an object but got: string ("X")`,
		`.x, error(\"late\")`:         "failed: late",
		`.a[`:                         "entry 0: body: null, for the jq program doesn't compile: line 1, column 4: the program ends too early",
		`\"Bearer \" + env.TOKEN + 5`: "failed: ",
	} {
		tree, _ := body(t, `"`+program+`"`, true, "TOKEN=abcdefghijklmnopqrstuvwxyz0123456789")
		trace := eval.NewTrace(sdk.Run{})
		got, err := tree.Eval(t.Context(), map[string]any{"x": "X"}, trace)
		if err != nil || got != nil {
			t.Errorf("%s gives %v, %v, want null", program, got, err)
		}
		if warning := strings.Join(trace.Warnings, "\n"); !strings.Contains(warning, want) || strings.Contains(warning, "abcdef") {
			t.Errorf("%s: warning %q, want %q and nothing of the token", program, warning, want)
		}
	}
}

// A null in its place could choose another entry than the mapping's author meant.
func TestTooMuchRoomEndsTheRun(t *testing.T) {
	tree, err := body(t, `"reduce range(40) as $i (\"x\"; . + .)"`, false)
	if err != nil {
		t.Fatal(err)
	}
	_, err = tree.Eval(t.Context(), nil, eval.NewTrace(sdk.Run{}))
	want := "entry 0: body: the jq program was stopped: the program makes a string longer than 16 MiB: have it make less"
	if err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("%v, want %q", err, want)
	}
}

func TestCompilerSaysAllThatDoesNotCompile(t *testing.T) {
	_, err := body(t, `{"a": ".x |\n .[", "b": [{"c": "nope"}], "d": ".x"}`, false)
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	want := []string{"m.json:1:17: entry 0: body.a: jq: line 2, column 4: ", "m.json:1:42: entry 0: body.b[0].c: jq: line 1, column 1: the function nope is not defined"}
	if len(lines) != 2 || !strings.HasPrefix(lines[0], want[0]) || !strings.HasPrefix(lines[1], want[1]) {
		t.Errorf("the errors are\n%s\nwant\n%s", err, strings.Join(want, "\n"))
	}
}

func TestApplyAddsWarningsAndSecrets(t *testing.T) {
	tree, err := body(t, `{"a": "env.TOKEN", "b": "env.URL", "c": "env.LOGIN", "d": "env.EMPTY", "e": "env.TOKEN", "f": "1 | .x"}`, false,
		"TOKEN=tok-123", "URL=https://ci.corp/x", "LOGIN=https://me:pw@ci.corp", "EMPTY=", "UNREAD=unread")
	if err != nil {
		t.Fatal(err)
	}
	given := sdk.Run{Secrets: []string{"before"}, Warnings: []string{"before"}}
	trace := eval.NewTrace(given)
	if _, err := tree.Eval(t.Context(), nil, trace); err != nil {
		t.Fatal(err)
	}
	run := trace.Apply(given)
	if got, want := strings.Join(run.Secrets, " "), "before tok-123 https://me:pw@ci.corp"; got != want {
		t.Errorf("secrets %q, want %q", got, want)
	}
	if len(run.Warnings) != 2 || run.Warnings[0] != "before" {
		t.Errorf("warnings %q, want the one before and one more", run.Warnings)
	}
}
