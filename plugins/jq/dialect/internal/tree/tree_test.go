package tree

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/itchyny/gojq"
)

func parse(t *testing.T, src string) *gojq.Query {
	t.Helper()
	q, err := gojq.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestYieldsOne(t *testing.T) {
	for src, want := range map[string]bool{
		`. + $x`: true, `.a.b[0]`: true, `. + [$x]`: true, `{a: 1, (.k): $x}`: true, `if . then 1 else type end`: true,
		`.a // 1`: true, `"a\(.b)"`: true, `.[$x] = 1`: true, `.a |= empty`: true, `map(empty)`: true, `-(.a)`: true, `@uri`: true,
		`empty`: false, `1, 2`: false, `.[]`: false, `.a?`: false, `select(.a)`: false, `if . then empty end`: false,
		`. + (1, 2)`: false, `{a: .[]}`: false, `.a = (1, 2)`: false, `try 1`: false, `f`: false, `tostring`: true, `length`: false,
		`def g: 1; g`: false, `"a\(.[])"`: false, `.[.[]]`: false, `1 as [$a] ?// $a | 1`: false, `ltrimstr(.[])`: false,
	} {
		if got := YieldsOne(parse(t, src), map[string]bool{"length/0": true}); got != want {
			t.Errorf("%s: %v", src, got)
		}
	}
}

func TestNames(t *testing.T) {
	q := parse(t, `def f($a; g): g; . as [$x, {$y: [$z], "k": $w}] | f(.a; ..) | "\(h)" | {(i): j} | .[k] | reduce l as $r (m; n)`)
	if diff := cmp.Diff([]string{"g/0", "recurse/0", "f/2", "h/0", "i/0", "j/0", "k/0", "l/0", "m/0", "n/0"}, Calls(q)); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
	want := map[string]bool{"f/2": true, "$a": true, "g/0": true, "$x": true, "$y": true, "$z": true, "$w": true, "$r": true}
	if diff := cmp.Diff(want, Defines(q)); diff != "" {
		t.Errorf("defines (-want +got):\n%s", diff)
	}
}
