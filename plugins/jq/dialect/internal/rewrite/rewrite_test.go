package rewrite

import (
	"strings"
	"testing"

	"github.com/itchyny/gojq"
)

func rewritten(t *testing.T, src string) string {
	t.Helper()
	q, err := gojq.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	Program(q, []int{1}, false)
	q.FuncDefs = nil
	return q.String()
}

// Programs that do the same in gojq are left to it.
func TestLeavesAlone(t *testing.T) {
	for _, src := range []string{
		`.payload.action.invocationMethod.url`,
		`.action == "trigger"`,
		`.a.b // "main"`,
		`. as $x | $x.a + "b" == 1`,
		`{ b: 1, a: .x }`,
		`if .a then {  } else . end | .["x"]`,
		`(.url // "x") as $u | $u + "/api/" - 2 != null`,
		`.[1:2] | length`,
	} {
		q, err := gojq.Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := rewritten(t, src), q.String(); got != want {
			t.Errorf("%s became %s", want, got)
		}
	}
}

func TestRewrites(t *testing.T) {
	for src, want := range map[string]string{
		`.a * 2`:                     `_dray_multiply(.a; 2; $__dray)`,
		`.[]?`:                       `(. | _dray_each?)`,
		`.a[].b`:                     `(.a | _dray_each).b`,
		`.a[0]`:                      `(.a | _dray_indexable($__dray))[0]`,
		`.a[.i]?`:                    `(.a | _dray_indexable($__dray)?)[(.i) | _dray_key($__dray)]?`,
		`.a["k"]`:                    `.a["k"]`,
		`"x\(.a)"`:                   `("x" + ((.a) | _dray_tostring($__dray)))`,
		`@uri "x\(.a)"`:              `("x" + ((.a) | _dray_format("uri"; $__dray)))`,
		`@json`:                      `(_dray_format("json"; $__dray))`,
		`[.[]] | {b: 1, a: 2}`:       `[(. | _dray_each)] | ({ b: 1, a: 2 } | _dray_keyed(0; $__dray))`,
		`.[] | {a: 1, b: 2} + .x`:    `(. | _dray_each) | _dray_plus({ a: 1, b: 2 }; .x; $__dray)`,
		`.[] | . + "x"`:              `(. | _dray_each) | . + "x"`,
		`.a < .b`:                    `_dray_lt(.a; .b; $__dray)`,
		`.a / ","`:                   `_dray_divide(.a; ","; $__dray)`,
		`.a = 1`:                     `_dray_assign(.a; 1)`,
		`.a |= 1`:                    `_dray_modify_one(.a; 1)`,
		`.a |= empty`:                `_dray_modify(.a; empty)`,
		`.a += 1`:                    `(1) as $__dray_operand | _dray_modify_one(.a; _dray_plus(.; $__dray_operand; $__dray))`,
		`reduce .x as $i (0; $i)`:    `reduce .x as $i (0; $i)`,
		`reduce .x as $i (0; empty)`: `reduce .x as $i (0; [empty] | .[-1])`,
		`$__loc__`:                   `({ file: "<top-level>", line: 1 })`,
		`env.A`:                      `_dray_env("A"; $__dray)`,
		`env[.k].b`:                  `_dray_env(.k; $__dray).b`,
		`env as $e | $e.A`:           `. | _dray_env("A"; $__dray)`,
		`env`:                        `_dray_environ($__dray)`,
		`try error("x") catch .`:     `try error("x") catch _dray_message | .`,
		`try .a catch .`:             `try (. | _dray_field("a")).a catch _dray_message | .`,
	} {
		if got := rewritten(t, src); strings.TrimSpace(got) != want {
			t.Errorf("%s became\n%s, want\n%s", src, got, want)
		}
	}
}
