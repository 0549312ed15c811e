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

// bounded are the functions for operators that may take long, or much room, or
// that keep the order of keys.
var bounded = map[gojq.Operator]string{
	gojq.OpAdd: "_dray_plus", gojq.OpSub: "_dray_minus", gojq.OpMul: "_dray_multiply", gojq.OpDiv: "_dray_divide",
	gojq.OpEq: "_dray_eq", gojq.OpNe: "_dray_ne", gojq.OpLt: "_dray_lt", gojq.OpLe: "_dray_le",
	gojq.OpGt: "_dray_gt", gojq.OpGe: "_dray_ge",
}

func (r *rewriter) query(q *gojq.Query) {
	switch {
	case q.Term == nil && q.Op == 0: // an empty program, or one of definitions only
		q.Term = &gojq.Term{Type: gojq.TermTypeIdentity}
	case bounded[q.Op] != "" && (q.Op == gojq.OpMul || !literal(q.Op, q.Left) && !literal(q.Op, q.Right)):
		tree.Replace(q, tree.Call(bounded[q.Op], q.Left, q.Right, run()))
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

// literal says whether an operand is one written there with which gojq's operator
// takes no time, whatever the other is: one that holds no others. A text can be
// divided by a string into as many parts as it has characters.
func literal(op gojq.Operator, q *gojq.Query) bool {
	if q.Term == nil || len(q.Term.SuffixList) > 0 || len(q.FuncDefs) > 0 {
		return false
	}
	switch q.Term.Type {
	case gojq.TermTypeString:
		return op != gojq.OpDiv && len(q.Term.Str.Queries) == 0
	case gojq.TermTypeNumber, gojq.TermTypeNull, gojq.TermTypeTrue, gojq.TermTypeFalse:
		return true
	case gojq.TermTypeQuery:
		return literal(op, q.Term.Query)
	default:
		return false
	}
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
