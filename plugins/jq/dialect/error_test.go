package dialect

import (
	"errors"
	"strings"
	"testing"
)

func TestSyntaxErrors(t *testing.T) {
	for program, want := range map[string]string{
		`.a | }`:                         `line 1, column 6: unexpected token "}"`,
		".a\n | ü":                       `line 2, column 4: unexpected token "ü"`,
		"\"üü\" | }":                     `line 1, column 8: unexpected token "}"`,
		`if . then 1`:                    `line 1, column 12: the program ends too early`,
		`.a == 'x'`:                      `line 1, column 7: unexpected "'": strings are written in double quotes`,
		`"abc`:                           `line 1, column 5: unterminated string literal`,
		`.foo | foo`:                     `line 1, column 8: the function foo is not defined`,
		"{foo: 1}\n| map(foo(1; 2))":     `line 2, column 7: the function foo is not defined with 2 arguments`,
		`foo(1) + foo`:                   `line 1, column 10: the function foo is not defined`,
		`"foo \(.a | foo)" # foo`:        `line 1, column 13: the function foo is not defined`,
		"# $x\n.a | $x":                  `line 2, column 6: variable $x is not defined`,
		`"a (" | break $out`:             `line 1, column 15: label $out is not defined`,
		`.foo-bar`:                       `line 1, column 6: the function bar is not defined`,
		`import "a" as a; .`:             `line 1, column 1: cannot load module: "a"`,
		`. | $__dray`:                    `line 1, column 5: $__dray is not defined: names that start with _dray are dray's own`,
		`_dray_env("A"; 1)`:              `line 1, column 1: _dray_env is not defined: names that start with _dray are dray's own`,
		strings.Repeat("(", maxSource+1): `line 1, column 1: the program is longer than 64 KiB`,
		strings.Repeat("[", maxSource-1): `line 1, column 65536: the program ends too early`,
	} {
		_, err := Compile(program, Options{})
		if got := text(err); got != want {
			t.Errorf("%.40s: %s\nwant %s", program, got, want)
		}
		if _, ok := errors.AsType[*SyntaxError](err); !ok {
			t.Errorf("%.40s: %T is not a *SyntaxError", program, err)
		}
	}
}
