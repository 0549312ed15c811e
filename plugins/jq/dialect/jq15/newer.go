package jq15

import (
	"slices"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/tree"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/words"
)

// Newer names what a program uses that jq 1.5 doesn't know: functions ("walk",
// "add/1" where only the number of parameters is new), formats ("@base64d"), and
// syntax ("if without else"). In jq 1.5 such a program doesn't compile, or fails.
// A program that doesn't parse uses nothing.
func Newer(src string) []string {
	q, err := gojq.Parse(src)
	if err != nil {
		return nil
	}
	tree.Regroup(q)
	n := &newer{defined: tree.Defines(q)}
	tree.Visitor{Query: n.query, Term: n.term, Pattern: n.pattern}.Walk(q)
	if slices.ContainsFunc(words.Scan(src), func(w words.Word) bool { return w.Text == words.Bracket }) {
		n.add("a dot before [ ]")
	}
	return n.found
}

type newer struct {
	defined map[string]bool // by the program
	found
}

// found is a list of findings, each once.
type found []string

func (f *found) add(text string) {
	if !slices.Contains(*f, text) {
		*f = append(*f, text)
	}
}

func (n *newer) query(q *gojq.Query) {
	n.alternatives(q.Patterns)
	if len(q.Patterns) > 0 && q.Left.Term != nil && keyword(q.Left.Term) {
		n.add("as after if … end, reduce or foreach")
	}
}

func (n *newer) term(t *gojq.Term) {
	switch t.Type {
	case gojq.TermTypeFunc:
		n.call(t.Func)
	case gojq.TermTypeFormat:
		if slices.Contains(Formats(), t.Format) {
			n.add(t.Format)
		}
	case gojq.TermTypeIf:
		if t.If.Else == nil {
			n.add("if without else")
		}
	case gojq.TermTypeUnary:
		if t.Unary.Op == gojq.OpAdd {
			n.add("+ before a value")
		}
	case gojq.TermTypeObject:
		n.object(t.Object)
	case gojq.TermTypeReduce:
		n.source("reduce", t.Reduce.Query, t.Reduce.Patterns)
	case gojq.TermTypeForeach:
		n.source("foreach", t.Foreach.Query, t.Foreach.Patterns)
	default:
	}
	if keyword(t) && slices.ContainsFunc(t.SuffixList, func(s *gojq.Suffix) bool { return !s.Optional }) {
		n.add("an index after if … end, reduce or foreach")
	}
}
