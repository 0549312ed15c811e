package rewrite

import (
	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/tree"
)

// operand is the variable that holds the right side of an operator like +=.
const operand = "$__dray_operand"

// updates are the operators that change a value by another operator.
var updates = map[gojq.Operator]gojq.Operator{
	gojq.OpUpdateAdd: gojq.OpAdd, gojq.OpUpdateSub: gojq.OpSub, gojq.OpUpdateMul: gojq.OpMul,
	gojq.OpUpdateDiv: gojq.OpDiv, gojq.OpUpdateMod: gojq.OpMod, gojq.OpUpdateAlt: gojq.OpAlt,
}

func (r *rewriter) query(q *gojq.Query) {
	switch {
	case q.Term == nil && q.Op == 0: // an empty program, or one of definitions only
		q.Term = &gojq.Term{Type: gojq.TermTypeIdentity}
	case q.Op == gojq.OpAdd && r.ordered && !literal(q.Left) && !literal(q.Right):
		tree.Replace(q, tree.Call("_dray_plus", q.Left, q.Right, run()))
	case q.Op == gojq.OpMul:
		tree.Replace(q, tree.Call("_dray_multiply", q.Left, q.Right, run()))
	case q.Op == gojq.OpAssign:
		tree.Replace(q, tree.Call("_dray_assign", q.Left, q.Right))
	case q.Op == gojq.OpModify:
		tree.Replace(q, r.modify(q.Left, q.Right))
	case updates[q.Op] != 0:
		change := tree.Join(tree.Identity(), updates[q.Op], tree.Call(operand))
		r.query(change)
		tree.Replace(q, tree.Bind(tree.Query(tree.Paren(q.Right)), operand, r.modify(q.Left, change)))
	}
}

func (r *rewriter) modify(paths, change *gojq.Query) *gojq.Query {
	if tree.YieldsOne(change, r.defined) {
		return tree.Call("_dray_modify_one", paths, change)
	}
	return tree.Call("_dray_modify", paths, change)
}

// literal says whether an operand of + can't be an object: a string or a number
// written there, or a sum with one.
func literal(q *gojq.Query) bool {
	if q.Term == nil {
		return q.Op == gojq.OpAdd && (literal(q.Left) || literal(q.Right))
	}
	if len(q.Term.SuffixList) > 0 {
		return false
	}
	return q.Term.Type == gojq.TermTypeString || q.Term.Type == gojq.TermTypeNumber ||
		q.Term.Type == gojq.TermTypeQuery && len(q.FuncDefs) == 0 && literal(q.Term.Query)
}

// reduce makes the state null where the update gives nothing, as in jq 1.5.
func (r *rewriter) reduce(e *gojq.Reduce) {
	if tree.YieldsOne(e.Update, r.defined) {
		return
	}
	collected := tree.Query(&gojq.Term{Type: gojq.TermTypeArray, Array: &gojq.Array{Query: e.Update}})
	e.Update = tree.Pipe(collected, tree.Query(&gojq.Term{
		Type: gojq.TermTypeIndex,
		Index: &gojq.Index{Start: tree.Query(&gojq.Term{Type: gojq.TermTypeUnary, Unary: &gojq.Unary{
			Op: gojq.OpSub, Term: &gojq.Term{Type: gojq.TermTypeNumber, Number: "1"},
		}})},
	}))
}

// foreach does the same: a state that stands for nothing is null to the next
// update, and isn't given.
func (r *rewriter) foreach(e *gojq.Foreach) {
	if tree.YieldsOne(e.Update, r.defined) {
		return
	}
	null := tree.Query(&gojq.Term{Type: gojq.TermTypeNull})
	isNone := func() *gojq.Query { return tree.Call("_dray_isnone") }
	state := tree.If(isNone(), null, tree.Identity())
	e.Update = tree.Pipe(state, tree.If(tree.Call("_dray_isempty", e.Update), tree.Call("_dray_none"), e.Update))
	if e.Extract == nil {
		e.Extract = tree.Identity()
	}
	e.Extract = tree.If(isNone(), tree.Call("empty"), e.Extract)
}
