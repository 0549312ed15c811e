package jq15_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/jq/dialect"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/prelude"
	"github.com/drayhq/dray/plugins/jq/dialect/jq15"
)

// known reads what jq 1.5, as pyjq 2.3.1 has it, compiles.
func known(t *testing.T, path string) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]bool
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestNewerIsWhatJQ15DoesNotCompile(t *testing.T) {
	programs := known(t, "testdata/compiles.json")
	if len(programs) < 500 {
		t.Fatalf("only %d programs", len(programs))
	}
	for program, compiles := range programs {
		if _, err := dialect.Compile(program, dialect.Options{}); err != nil {
			t.Errorf("%s: %v", program, err)
		}
		if found := jq15.Newer(program); (len(found) == 0) != compiles {
			t.Errorf("in %s is newer: %q; that jq 1.5 compiles it is %v", program, found, compiles)
		}
	}
}

// A function that a newer gojq brings along is new to the list too.
func TestFunctionsIsWhatJQ15DoesNotKnow(t *testing.T) {
	names := known(t, "testdata/functions.json")
	p, err := dialect.Compile("builtins", dialect.Options{})
	if err != nil {
		t.Fatal(err)
	}
	builtins, err := p.First(t.Context(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	here := prelude.Names()
	for _, name := range builtins.([]any) {
		here = append(here, name.(string))
	}
	for _, name := range here {
		older, listed := names[name]
		if !listed && !strings.HasPrefix(name, "_") {
			t.Errorf("whether jq 1.5 knows %s isn't in testdata/functions.json", name)
		}
		if listed && older == slices.Contains(jq15.Functions(), name) {
			t.Errorf("%s is newer: %v; that jq 1.5 knows it is %v", name, !older, older)
		}
	}
	for _, name := range jq15.Functions() {
		if !slices.Contains(here, name) {
			t.Errorf("%s isn't here", name)
		}
	}
}

func TestNewerLooksAtWhatTheProgramDefines(t *testing.T) {
	for program, want := range map[string]string{
		`def walk(f): f; walk(.a)`:                  "",
		`def f(round): round; f(1)`:                 "",
		`{a: 1} as $ENV | $ENV.a`:                   "",
		`"walk(.) @base64d"`:                        "",
		`.walk | {trim: .pick}`:                     "",
		`# walk(.)`:                                 "",
		`"x\(walk(.) | @base64d "a\(.b)")"`:         "walk, @base64d",
		`[add, add(.[])] | map(round, round)`:       "add/1, round",
		`def f: if .a then $ENV.X end; {x: f // 1}`: "$ENV, if without else, an operator or a keyword in an object's value, without parentheses",
		`walk(`: "",
		`reduce (.a, .b) as $x (0; . + ($x | trim))`: "trim",
	} {
		if got := strings.Join(jq15.Newer(program), ", "); got != want {
			t.Errorf("in %s is newer: %s; want %s", program, got, want)
		}
	}
}

func TestDiffers(t *testing.T) {
	for program, want := range map[string]string{
		`[range(0, 1; 3)]`:                      "range with several bounds",
		`[range(0; (3, 4))]`:                    "range with several bounds",
		`[range(0; 3)] | bsearch(1)`:            "bsearch in a list",
		`def bsearch(x): x; bsearch(1)`:         "",
		`strptime("%H:%M")`:                     "strptime without",
		`strptime("%Y-%m-%dT%H:%M:%SZ")`:        "",
		`strptime("%s"), strptime(.f)`:          "",
		`test("a"; "gl"), test("l"), test("l")`: "the flag l",
		`sub("a"; "l"), sub("l"; "a"; "g")`:     "",
		`gsub(""; "-")`:                         "substituting an empty match",
		`index("")`:                             "looking for an empty string",
		`index(",")`:                            "",
		`.a == 9007199254740993`:                "whole numbers beyond",
		`9007199254740992 + 1e300 + 0.5`:        "",
		`range(`:                                "",
	} {
		got := jq15.Differs(program)
		if len(got) > 1 || !strings.HasPrefix(strings.Join(got, ""), want) || (want == "") != (len(got) == 0) {
			t.Errorf("%s differs: %q, want %q", program, got, want)
		}
	}
}
