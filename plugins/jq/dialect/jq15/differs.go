package jq15

import (
	"slices"
	"strconv"
	"strings"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/tree"
)

// Differs says what a program uses that jq 1.5 knows too but does otherwise, as far
// as that shows in its text; each is a sentence without the full stop.
func Differs(src string) []string {
	q, err := gojq.Parse(src)
	if err != nil {
		return nil
	}
	d := &differs{defined: tree.Defines(q)}
	tree.Visitor{Term: d.term}.Walk(q)
	return d.found
}

type differs struct {
	defined map[string]bool // by the program
	found
}

func (d *differs) term(t *gojq.Term) {
	if t.Type == gojq.TermTypeNumber && beyondDouble(t.Number) {
		d.add("whole numbers beyond 2^53 are exact inside a program here, in jq 1.5 they are rounded")
	}
	if t.Type == gojq.TermTypeFunc && !d.defined[tree.Name(t.Func.Name, len(t.Func.Args))] {
		d.call(tree.Name(t.Func.Name, len(t.Func.Args)), t.Func.Args)
	}
}

func (d *differs) call(name string, args []*gojq.Query) {
	switch name {
	case "range/2":
		if slices.ContainsFunc(args, several) {
			d.add("range with several bounds takes each pair of them, which jq 1.5 does not")
		}
	case "bsearch/1":
		d.add("bsearch in a list that isn't sorted finds something else in jq 1.5")
	case "strptime/1":
		if format, ok := text(args[0]); ok && !wholeDate(format) {
			d.add("strptime without year, month and day starts from the first of January 1900, in jq 1.5 from the day before")
		}
	case "test/2", "match/2", "capture/2", "split/2", "splits/2", "sub/3", "gsub/3":
		if flags, ok := text(args[len(args)-1]); ok && strings.Contains(flags, "l") {
			d.add("the flag l of regular expressions isn't known here, and the program fails; in jq 1.5 it finds the longest match")
		}
	case "index/1", "rindex/1", "indices/1":
		if sought, ok := text(args[0]); ok && sought == "" {
			d.add("looking for an empty string finds nothing, in jq 1.5 it never ends")
		}
	}
	if sought, ok := text(slices.Concat(args, []*gojq.Query{nil})[0]); ok && sought == "" && strings.HasPrefix(name, "gsub/") {
		d.add("substituting an empty match ends, in jq 1.5 it never does")
	}
}

// several says whether q has commas outside of functions' arguments and the like.
func several(q *gojq.Query) bool {
	if q.Term != nil && q.Term.Type == gojq.TermTypeQuery {
		return several(q.Term.Query)
	}
	return q.Op == gojq.OpComma
}

// text gives the string that q is, if it is one written there.
func text(q *gojq.Query) (string, bool) {
	if q == nil || q.Term == nil || q.Term.Type != gojq.TermTypeString || len(q.Term.Str.Queries) > 0 {
		return "", false
	}
	return q.Term.Str.Str, true
}

// wholeDate says whether a time's format has all of a date.
func wholeDate(format string) bool {
	has := func(letters string) bool {
		return strings.ContainsFunc(letters, func(r rune) bool { return strings.Contains(format, "%"+string(r)) })
	}
	return has("sFDcxv+") || has("YyCG") && (has("j") || has("mbBh") && has("de"))
}

// beyondDouble says whether a number is written as a whole one that a double
// doesn't hold.
func beyondDouble(number string) bool {
	n, err := strconv.ParseUint(number, 10, 64)
	return err == nil && uint64(float64(n)) != n
}
