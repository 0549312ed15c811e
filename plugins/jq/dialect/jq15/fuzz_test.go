package jq15_test

import (
	"slices"
	"testing"

	"github.com/drayhq/dray/plugins/jq/dialect/jq15"
)

// FuzzNewer looks at whatever comes: no panic, and nothing is said twice.
func FuzzNewer(f *testing.F) {
	for _, seed := range []string{
		`walk(.) | {a: 1 + 2, $x: 3} | @base64d "\(.a)"`, `1 + -try .a as [$a] ?// {$b: $c} | $a`, `.a.[0] | if . then 1 end.b`,
		`reduce -.[] as $x (0; 1)`, `[range(0, 1; 2)] | gsub(""; "l"; "l") | strptime("%H")`, `{if, "a\(1)": 9007199254740993}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		found := slices.Concat(jq15.Newer(src), jq15.Differs(src))
		slices.Sort(found)
		if len(slices.Compact(slices.Clone(found))) != len(found) {
			t.Errorf("of %q something is said twice: %q", src, found)
		}
	})
}
