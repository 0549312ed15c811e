package tree

import (
	"testing"

	"github.com/itchyny/gojq"
)

func TestRegroup(t *testing.T) {
	for src, want := range map[string]string{
		`1 + 2 as $x | $x`:                 `1 + 2 as $x | $x`,
		`(1 + 2) as $x | $x`:               `(1 + 2) as $x | $x`,
		`-.a as $x | $x`:                   `-(.a as $x | $x)`,
		`try .a as $x | $x`:                `try .a as $x | $x`,
		`try 1 catch .a as $x | $x`:        `try 1 catch .a as $x | $x`,
		`def f: 1; 1 + -f as [$x] | $x`:    `def f: 1; 1 + -(f as [$x] | $x)`,
		`[.[] | 1 * 2 as $x | 3]`:          `[.[] | 1 * 2 as $x | 3]`,
		`if 1 then 2 else 3 end as $x | 4`: `if 1 then 2 else 3 end as $x | 4`,
	} {
		q, err := gojq.Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		if Regroup(q); q.String() != want {
			t.Errorf("%s became %s, want %s", src, q, want)
		}
	}
	q, err := gojq.Parse(`1 + 2 * 3 as $x | $x`)
	if err != nil {
		t.Fatal(err)
	}
	Regroup(q)
	if q.Op != gojq.OpAdd || q.Right.Op != gojq.OpMul || len(q.Right.Right.Patterns) != 1 {
		t.Errorf("the 3 alone should be bound, beneath the product, beneath the sum: %#v", q)
	}
}
