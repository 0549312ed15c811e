package jq15

import (
	"slices"

	"github.com/itchyny/gojq"
)

// keywords are jq's.
var keywords = []string{
	"__loc__", "and", "as", "catch", "def", "elif", "else", "end", "foreach", "if", "import", "include", "label", "or",
	"reduce", "then", "try",
}

// keyword says whether a term is one that begins with a keyword. To jq 1.5 that is
// no term: it can't be indexed, bound, or be an object's value without parentheses.
func keyword(t *gojq.Term) bool {
	switch t.Type {
	case gojq.TermTypeIf, gojq.TermTypeTry, gojq.TermTypeReduce, gojq.TermTypeForeach, gojq.TermTypeLabel:
		return true
	default:
		return false
	}
}

func (n *newer) object(o *gojq.Object) {
	for _, member := range o.KeyVals {
		if member.Val == nil {
			if slices.Contains(keywords, member.Key) {
				n.add("a keyword as a key without a value")
			}
			continue
		}
		if member.Key != "" && member.Key[0] == '$' {
			n.add("{$name: …}")
		}
		if !value(member.Val) {
			n.add("an operator or a keyword in an object's value, without parentheses")
		}
	}
}

// value says whether jq 1.5 takes q for an object's value: terms, negated or not,
// with pipes between them.
func value(q *gojq.Query) bool {
	switch {
	case len(q.FuncDefs) > 0 || len(q.Patterns) > 0:
		return false
	case q.Term == nil:
		return q.Op == gojq.OpPipe && value(q.Left) && value(q.Right)
	case q.Term.Type == gojq.TermTypeUnary:
		return !keyword(q.Term.Unary.Term)
	}
	return !keyword(q.Term)
}

// source looks at the head of reduce and foreach.
func (n *newer) source(name string, q *gojq.Query, patterns []*gojq.Pattern) {
	n.alternatives(patterns)
	if q.Term != nil && (keyword(q.Term) || q.Term.Type == gojq.TermTypeUnary) {
		n.add(name + " over an operator or a keyword, without parentheses")
	}
}

func (n *newer) alternatives(patterns []*gojq.Pattern) {
	if len(patterns) > 1 {
		n.add("?//")
	}
}

func (n *newer) pattern(p *gojq.Pattern) {
	for _, member := range p.Object {
		if member.Val != nil && member.Key != "" && member.Key[0] == '$' {
			n.add("as {$name: …}")
		}
	}
}
