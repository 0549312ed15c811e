package tree

import "github.com/itchyny/gojq"

// Identity gives the program ".".
func Identity() *gojq.Query { return Query(&gojq.Term{Type: gojq.TermTypeIdentity}) }

// Query gives the program that is one term.
func Query(t *gojq.Term) *gojq.Query { return &gojq.Query{Term: t} }

// Call gives a call of a function, or with a name such as $x a variable.
func Call(name string, args ...*gojq.Query) *gojq.Query {
	return Query(&gojq.Term{Type: gojq.TermTypeFunc, Func: &gojq.Func{Name: name, Args: args}})
}

// Text gives the literal s.
func Text(s string) *gojq.Query {
	return Query(&gojq.Term{Type: gojq.TermTypeString, Str: &gojq.String{Str: s}})
}

// Join gives "left op right".
func Join(left *gojq.Query, op gojq.Operator, right *gojq.Query) *gojq.Query {
	return &gojq.Query{Left: left, Op: op, Right: right}
}

// Pipe gives "left | right".
func Pipe(left, right *gojq.Query) *gojq.Query { return Join(left, gojq.OpPipe, right) }

// Bind gives "value as name | body".
func Bind(value *gojq.Query, name string, body *gojq.Query) *gojq.Query {
	return &gojq.Query{Left: value, Patterns: []*gojq.Pattern{{Name: name}}, Op: gojq.OpPipe, Right: body}
}

// Paren gives "(q)".
func Paren(q *gojq.Query) *gojq.Term { return &gojq.Term{Type: gojq.TermTypeQuery, Query: q} }

// If gives "if cond then yes else no end".
func If(cond, yes, no *gojq.Query) *gojq.Query {
	return Query(&gojq.Term{Type: gojq.TermTypeIf, If: &gojq.If{Cond: cond, Then: yes, Else: no}})
}

// Replace makes q another program, seen by the functions that q defines.
func Replace(q, by *gojq.Query) {
	defs := q.FuncDefs
	*q = *by
	if len(defs) > 0 {
		*q = gojq.Query{FuncDefs: defs, Term: Paren(by)}
	}
}
