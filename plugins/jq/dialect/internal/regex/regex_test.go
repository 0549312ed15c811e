package regex

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
)

func TestTranslate(t *testing.T) {
	for pattern, want := range map[string]string{
		`a\d\h`:            `a\dh`,
		`\Qa.b\E.`:         `a\.b.`,
		`\Qa.b`:            `a\.b`,
		`[[:alpha:]_]`:     `[\p{L}\p{M}_]`,
		`[^[:digit:]]`:     `[^\p{Nd}]`,
		`[]a]+`:            `[]a]+`,
		`[[:nope:]]`:       `[[:nope:]]`,
		`a++b*+c?+`:        `a+b*c?`,
		`(?+`:              `(?+`,
		`\u00e9\\`:         `u00e9\\`,
		`\`:                `\`,
		`(?<n>a)\k<n>[\]]`: `(?<n>a)\k<n>[\]]`,
	} {
		if got := translate(pattern); got != want {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	c := NewCache()
	found, err := c.Find(limit.New(t.Context()), `(?<n>é)(x)?`, "g", "aéxé", false)
	if err != nil {
		t.Fatal(err)
	}
	want := []Match{
		{1, 2, "éx", []Group{{"n", 1, 1, "é"}, {"", 2, 1, "x"}}},
		{3, 1, "é", []Group{{"n", 3, 1, "é"}, {"", -1, 0, ""}}},
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, once := range []bool{false, true} {
		var starts []int
		found, err := c.Find(limit.New(t.Context()), "$", "g", "ab", once)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range found {
			starts = append(starts, m.Start)
		}
		if want := map[bool][]int{false: {2, 2}, true: {2}}[once]; !cmp.Equal(starts, want) {
			t.Errorf("once %v: $ in ab at %v, want %v", once, starts, want)
		}
	}
}

func TestTest(t *testing.T) {
	c := NewCache()
	for _, f := range []struct {
		pattern, flags, text string
		want                 bool
	}{
		{"a(?=b)", "", "ab", true}, {"(?<!c)b", "", "cb", false}, {`(a)\1`, "", "aa", true}, {"B", "i", "b", true},
		{"a b", "x", "ab", true}, {"a.b", "", "a\nb", false}, {"a.b", "p", "a\nb", true}, {"a*", "n", "b", false}, {"a*", "n", "ba", true},
	} {
		got, err := c.Test(limit.New(t.Context()), f.pattern, f.flags, f.text)
		if err != nil || got != f.want {
			t.Errorf("%q in %q (%s): %v, %v", f.pattern, f.text, f.flags, got, err)
		}
	}
}

func TestErrors(t *testing.T) {
	c := NewCache()
	for pattern, flags := range map[string]string{"(": "", "[": "", "*": "", "a": "q"} {
		if _, err := c.Test(limit.New(t.Context()), pattern, flags, "a"); err == nil {
			t.Errorf("%q with %q: no error", pattern, flags)
		}
	}
	// Exponential for engines that backtrack, and so stopped.
	if _, err := c.Test(limit.New(t.Context()), `^(a|aa)+$`, "", strings.Repeat("a", 60)+"b"); err == nil || !strings.Contains(err.Error(), "matching a regular expression") {
		t.Errorf("a search without end: %v", err)
	}
	for range 2 * kept { // expressions out of events must not pile up
		if _, err := c.Test(limit.New(t.Context()), strings.Repeat("a", len(c.held)), "", ""); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.held) > kept {
		t.Errorf("%d expressions are held", len(c.held))
	}
}
