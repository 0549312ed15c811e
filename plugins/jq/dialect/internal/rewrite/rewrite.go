package rewrite

import (
	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/native"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/prelude"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/tree"
)

// Program changes q in place. lines are the lines on which $__loc__ stands, in
// order; ordered says that the order of keys matters though the program can't see
// it. It gives the lists of keys that native.Options wants.
func Program(q *gojq.Query, lines []int, ordered bool) [][]string {
	tree.Regroup(q)
	r := &rewriter{lines: lines, defined: tree.Defines(q), ordered: ordered || observes(q), catches: catches(q)}
	r.environment(q)
	tree.Visitor{Query: r.query, Term: r.term, String: r.str}.Walk(q)
	q.FuncDefs = append(prelude.Needed(tree.Calls(q)), q.FuncDefs...)
	return r.lists
}

type rewriter struct {
	lines   []int
	defined map[string]bool // by the program
	ordered bool            // the order of keys matters
	catches bool            // the program can see the text of errors
	lists   [][]string
}

// run is the argument by which functions get to know of the run.
func run() *gojq.Query { return tree.Call(native.Variable) }

// catches says whether a program does something with errors.
func catches(q *gojq.Query) bool {
	found := false
	tree.Visitor{Term: func(t *gojq.Term) {
		found = found || t.Type == gojq.TermTypeTry && t.Try.Catch != nil
	}}.Walk(q)
	return found
}

// observing are the functions through which the order of keys shows.
var observing = map[string]bool{
	"_dray_scrambled/1": true, "_dray_keys/1": true, "_dray_entries/1": true, "_dray_sum/1": true,
	"_dray_tostring/1": true, "_dray_tojson/1": true, "_dray_format/2": true,
}

// observes says whether a program can see the order of keys.
func observes(q *gojq.Query) bool {
	found := false
	tree.Visitor{
		Term: func(t *gojq.Term) {
			found = found || t.Type == gojq.TermTypeFormat
			for _, suffix := range t.SuffixList {
				found = found || suffix.Iter
			}
		},
		String: func(s *gojq.String) { found = found || len(s.Queries) > 0 },
	}.Walk(q)
	for _, def := range prelude.Needed(tree.Calls(q)) {
		for _, name := range tree.Calls(def.Body) {
			found = found || observing[name]
		}
	}
	return found
}
