package dialect

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// What a program makes may be small and yet be endless to walk, or grow faster than
// any deadline comes.
func TestLimits(t *testing.T) {
	for _, after := range []string{
		`.`, `tostring`, `tojson`, `@html`, `"\(.)"`, `flatten`, `. == .`, `. < [.]`, `[.] - [.]`, `contains(.)`, `inside(.)`, `[., .] | sort`, `unique`,
		`sort_by(.)`, `group_by(.)`, `unique_by(.)`, `[.] | min`, `max_by(.)`, `error`, `try error catch 1`, `error? // 1`,
		`halt_error`, `. as $x | [1] | bsearch($x)`, `delpaths([., .])`, `IN([1], .)`, `. as $x | [[1]] | .[$x]`,
		`. as $x | [1] | indices($x)`,
	} {
		overrun(t, `reduce range(30) as $i ([1]; [., .]) | `+after)
	}
	for _, program := range []string{
		`reduce range(40) as $i ("x"; . + .)`, `reduce range(40) as $i ("x"; . + "y" + .) | 1`, `reduce range(40) as $i ("x"; "\(.)\(.)")`,
		`reduce range(40) as $i ([1]; . + .) | 1`, `[range(100) | ("x" * 16000000) + tostring] | 1`, `("x" * 8000000) | explode`,
		`("x" * 8000000) | split("")`, `("x" * 8000000) / ""`, `("x" * 8000000) | [match("x"; "g")]`, `("x" * 8000000) | gsub("x"; "y")`,
		`("x" * 8000000) | index("x")`, `("\u0000" * 8000000) | tojson`, `("&" * 8000000) | @html`, `[["x" * 9000000, "x" * 9000000]] | add | add`,
		`[range(20000)] | .[[range(10000) | 0]]`, `[range(20000)] | contains(.)`, `[[range(20000)], [range(20000) | []][]] | transpose`,
		`setpath([range(20000) | "a"]; 1)`, `reduce range(20000) as $i (1; [.])`, `reduce range(11000) as $i (1; {a: .}) | . * .`,
	} {
		overrun(t, program)
	}
}

// overrun expects a program to come upon a bound, long before its deadline.
func overrun(t *testing.T, program string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := mustCompile(t, program).First(ctx, nil, nil)
	if _, ok := errors.AsType[*LimitError](err); !ok {
		t.Errorf("%s gives %.80v, %v, want a *LimitError", program, out, err)
	}
}

// What programs do to what events hold stays far below.
func TestWithinLimits(t *testing.T) {
	for program, want := range map[string]any{
		`[range(100000) | tostring] | unique | length`:                                             100000,
		`[range(100000)] | . == .`:                                                                 true,
		`("x" * 100000) | [match("x"; "g")] | length`:                                              100000,
		`("x," * 100000) | split(",") | length`:                                                    100001,
		`reduce range(2000) as $i (""; . + "line " + ($i | tostring)) | length`:                    16890,
		`[range(300)] | contains([range(300)])`:                                                    true,
		`{a: {b: [1, 2]}} == {a: {b: [1, 2]}}`:                                                     true,
		`[[1, 2], [3]] | transpose | length`:                                                       2,
		`[3, 1, 2] | [sort, sort_by(-.), min, max, unique, (map({a: .}) | max_by(.a).a)] | tojson`: `[[1,2,3],[3,2,1],1,3,[1,2,3],3]`,
	} {
		out, err := mustCompile(t, program).First(t.Context(), nil, nil)
		if err != nil || out != want {
			t.Errorf("%s gives %.80v, %v, want %v", program, out, err, want)
		}
	}
	long := strings.Repeat("é", 1000)
	if out, err := mustCompile(t, `explode | implode`).First(t.Context(), long, nil); out != long || err != nil {
		t.Errorf("explode | implode: %.80v, %v", out, err)
	}
}
