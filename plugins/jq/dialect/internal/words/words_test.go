package words

import (
	"slices"
	"testing"
)

func TestScan(t *testing.T) {
	for src, want := range map[string][]string{
		`.a | walk(.b) # no`:              {"walk"},
		`"no \(yes | "no\(.x | $y)") no"`: {"yes", "$y"},
		`{a: @uri, b: .c.d}`:              {"a", "b"},
		`.a.[0] | f.["b"] | .[1]`:         {Bracket, "f", Bracket},
		`"x.[" | [1].[0]`:                 {Bracket},
		`.. .[0]`:                         nil,
	} {
		var got []string
		for _, w := range Scan(src) {
			got = append(got, w.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has the words %q, want %q", src, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	const src = "{f: 1}\n| f(1) + f + $x"
	names := Scan(src)
	for _, test := range []struct {
		name, parameters string
		want             int
	}{{"f", "1", 9}, {"f", "0", 16}, {"f", "", 9}, {"$x", "", 20}, {"g", "", 0}} {
		if got := Find(names, test.name, test.parameters); got != test.want {
			t.Errorf("%s/%s is at %d, want %d", test.name, test.parameters, got, test.want)
		}
	}
	if got := Lines(src, names, "f"); !slices.Equal(got, []int{1, 2, 2}) {
		t.Errorf("f is on the lines %v", got)
	}
}
