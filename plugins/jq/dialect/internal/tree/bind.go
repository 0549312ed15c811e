package tree

import "github.com/itchyny/gojq"

// Regroup gives "… as $x | body" the place that it has in jq: what is bound is the
// one term before as, and what stands before that term is done with the body's
// result. So 1 + 2 as $x | $x * 2 is 1 + (2 as $x | $x * 2), where gojq takes it for
// (1 + 2) as $x | $x * 2.
func Regroup(q *gojq.Query) { Visitor{Query: regroup}.Walk(q) }

func regroup(q *gojq.Query) {
	if len(q.Patterns) == 0 || len(q.Left.FuncDefs) > 0 {
		return
	}
	before := q.Left
	inner := func(bound *gojq.Query) *gojq.Query {
		out := &gojq.Query{Left: bound, Patterns: q.Patterns, Op: q.Op, Right: q.Right}
		regroup(out)
		return out
	}
	term := before.Term
	switch {
	case term == nil:
		*q = gojq.Query{FuncDefs: q.FuncDefs, Left: before.Left, Op: before.Op, Right: inner(before.Right)}
	case len(term.SuffixList) > 0:
	case term.Type == gojq.TermTypeUnary && term.Unary.Op == gojq.OpSub:
		negated := &gojq.Unary{Op: gojq.OpSub, Term: Paren(inner(Query(term.Unary.Term)))}
		*q = gojq.Query{FuncDefs: q.FuncDefs, Term: &gojq.Term{Type: gojq.TermTypeUnary, Unary: negated}}
	case term.Type == gojq.TermTypeTry && term.Try.Catch != nil:
		*q = gojq.Query{FuncDefs: q.FuncDefs, Term: &gojq.Term{
			Type: gojq.TermTypeTry, Try: &gojq.Try{Body: term.Try.Body, Catch: inner(term.Try.Catch)},
		}}
	case term.Type == gojq.TermTypeTry:
		*q = gojq.Query{FuncDefs: q.FuncDefs, Term: &gojq.Term{
			Type: gojq.TermTypeTry, Try: &gojq.Try{Body: inner(term.Try.Body)},
		}}
	}
}
