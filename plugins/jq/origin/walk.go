package origin

import (
	"maps"
	"slices"

	"github.com/itchyny/gojq"
)

// scope is what an expression sees: its input, and how variables may begin.
type scope struct {
	in   []start
	vars map[string][]start
}

func (s scope) query(q *gojq.Query) []start {
	switch {
	case q == nil:
		return s.in
	case len(q.FuncDefs) > 0:
		return unknown
	case q.Term != nil:
		return s.term(q.Term)
	}
	switch q.Op {
	case gojq.OpPipe:
		left := s.query(q.Left)
		if len(q.Patterns) == 0 {
			return scope{in: left, vars: s.vars}.query(q.Right)
		}
		if q.Left.Term == nil { // only the last term is bound, see tree.Regroup
			return unknown
		}
		vars := maps.Clone(s.vars)
		if vars == nil {
			vars = map[string][]start{}
		}
		for _, p := range q.Patterns {
			vars[p.Name] = left // "" when it takes a value apart: those variables are unknown
		}
		return scope{in: s.in, vars: vars}.query(q.Right)
	case gojq.OpAdd:
		return join(s.query(q.Left), s.query(q.Right))
	case gojq.OpAlt, gojq.OpComma:
		return slices.Concat(s.query(q.Left), s.query(q.Right))
	}
	return unknown
}

func (s scope) term(t *gojq.Term) []start {
	base := s.base(t)
	if len(t.SuffixList) > 0 {
		return opaque(base)
	}
	return base
}

func (s scope) base(t *gojq.Term) []start {
	switch t.Type {
	case gojq.TermTypeIdentity:
		return s.in
	case gojq.TermTypeNull:
		return []start{{}}
	case gojq.TermTypeString:
		return s.text(t.Str)
	case gojq.TermTypeFormat:
		if t.Str != nil {
			return s.text(t.Str)
		}
		return opaque(s.in)
	case gojq.TermTypeQuery:
		return s.query(t.Query)
	case gojq.TermTypeIf:
		out := slices.Clone(s.query(t.If.Then))
		for _, e := range t.If.Elif {
			out = append(out, s.query(e.Then)...)
		}
		return append(out, s.query(t.If.Else)...)
	case gojq.TermTypeFunc:
		return s.function(t.Func)
	case gojq.TermTypeIndex:
		return opaque(s.in)
	}
	return unknown
}

func (s scope) function(f *gojq.Func) []start {
	if known, ok := s.vars[f.Name]; ok {
		return known
	}
	switch f.Name {
	case "env", "$ENV":
		return []start{{from: environ}}
	case "tostring":
		return s.in
	case "empty", "error":
		return nil
	}
	return opaque(s.in)
}

// text is a string with interpolations. What is interpolated counts as text of
// unknown length, also when a format such as @uri escapes it.
func (s scope) text(str *gojq.String) []start {
	if len(str.Queries) == 0 {
		return []start{{text: str.Str}}
	}
	out := []start{{}}
	for _, q := range str.Queries {
		out = join(out, s.query(q))
	}
	return out
}
