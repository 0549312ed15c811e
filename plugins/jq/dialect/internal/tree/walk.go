package tree

import "github.com/itchyny/gojq"

// Visitor is called for each node of a program, children first, in the order of
// the text. It may change the node in place. Nil members are passed over.
type Visitor struct {
	Query   func(*gojq.Query)
	Term    func(*gojq.Term)
	String  func(*gojq.String)
	Def     func(*gojq.FuncDef)
	Pattern func(*gojq.Pattern)
}

// Walk visits q and all below it.
func (v Visitor) Walk(q *gojq.Query) {
	if q == nil {
		return
	}
	for _, def := range q.FuncDefs {
		v.Walk(def.Body)
		if v.Def != nil {
			v.Def(def)
		}
	}
	v.term(q.Term)
	v.Walk(q.Left)
	v.patterns(q.Patterns)
	v.Walk(q.Right)
	if v.Query != nil {
		v.Query(q)
	}
}

func (v Visitor) term(t *gojq.Term) {
	if t == nil {
		return
	}
	v.index(t.Index)
	if t.Func != nil {
		for _, arg := range t.Func.Args {
			v.Walk(arg)
		}
	}
	if t.Object != nil {
		for _, member := range t.Object.KeyVals {
			v.str(member.KeyString)
			v.Walk(member.KeyQuery)
			v.Walk(member.Val)
		}
	}
	if t.Array != nil {
		v.Walk(t.Array.Query)
	}
	if t.Unary != nil {
		v.term(t.Unary.Term)
	}
	v.str(t.Str)
	v.control(t)
	v.Walk(t.Query)
	for _, suffix := range t.SuffixList {
		v.index(suffix.Index)
	}
	if v.Term != nil {
		v.Term(t)
	}
}

func (v Visitor) control(t *gojq.Term) {
	if t.If != nil {
		v.Walk(t.If.Cond)
		v.Walk(t.If.Then)
		for _, elif := range t.If.Elif {
			v.Walk(elif.Cond)
			v.Walk(elif.Then)
		}
		v.Walk(t.If.Else)
	}
	if t.Try != nil {
		v.Walk(t.Try.Body)
		v.Walk(t.Try.Catch)
	}
	if t.Reduce != nil {
		v.Walk(t.Reduce.Query)
		v.patterns(t.Reduce.Patterns)
		v.Walk(t.Reduce.Start)
		v.Walk(t.Reduce.Update)
	}
	if t.Foreach != nil {
		v.Walk(t.Foreach.Query)
		v.patterns(t.Foreach.Patterns)
		v.Walk(t.Foreach.Start)
		v.Walk(t.Foreach.Update)
		v.Walk(t.Foreach.Extract)
	}
	if t.Label != nil {
		v.Walk(t.Label.Body)
	}
}

func (v Visitor) index(i *gojq.Index) {
	if i == nil {
		return
	}
	v.str(i.Str)
	v.Walk(i.Start)
	v.Walk(i.End)
}

func (v Visitor) str(s *gojq.String) {
	if s == nil {
		return
	}
	for _, q := range s.Queries {
		v.Walk(q)
	}
	if v.String != nil {
		v.String(s)
	}
}

func (v Visitor) patterns(list []*gojq.Pattern) {
	for _, p := range list {
		v.patterns(p.Array)
		for _, member := range p.Object {
			v.str(member.KeyString)
			v.Walk(member.KeyQuery)
			if member.Val != nil {
				v.patterns([]*gojq.Pattern{member.Val})
			}
		}
		if v.Pattern != nil {
			v.Pattern(p)
		}
	}
}
