package rewrite

import (
	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/tree"
)

// environment lets each environment variable that is read be noted: env.NAME
// and env[expr], also by way of a pipe or a variable. Any other use of env reads
// them all.
func (r *rewriter) environment(q *gojq.Query) {
	tree.Visitor{Query: func(q *gojq.Query) {
		if q.Op != gojq.OpPipe || !r.isEnv(q.Left) {
			return
		}
		if len(q.Patterns) == 1 && q.Patterns[0].Name != "" {
			r.bound(q.Patterns[0].Name, q)
		} else if len(q.Patterns) == 0 {
			r.piped(q)
		}
	}}.Walk(q)
	tree.Visitor{Term: r.readEnv}.Walk(q)
}

// isEnv says whether q is env or $ENV, and nothing more.
func (r *rewriter) isEnv(q *gojq.Query) bool {
	return q.Term != nil && len(q.FuncDefs) == 0 && len(q.Term.SuffixList) == 0 && r.envTerm(q.Term)
}

func (r *rewriter) envTerm(t *gojq.Term) bool {
	if t.Type != gojq.TermTypeFunc || len(t.Func.Args) > 0 {
		return false
	}
	return t.Func.Name == "env" && !r.defined["env/0"] || t.Func.Name == "$ENV" && !r.defined["$ENV"]
}

// readEnv is for terms: env.NAME becomes a call that reads the one variable.
func (r *rewriter) readEnv(t *gojq.Term) {
	if !r.envTerm(t) {
		return
	}
	if len(t.SuffixList) > 0 {
		if name := member(t.SuffixList[0].Index); name != nil {
			suffixes := t.SuffixList[1:]
			*t = *tree.Call("_dray_env", name, run()).Term
			t.SuffixList = suffixes
			return
		}
	}
	t.Func = tree.Call("_dray_environ", run()).Term.Func
}

// member gives the program for the key that an index names; nil for a slice.
func member(i *gojq.Index) *gojq.Query {
	switch {
	case i == nil || i.IsSlice:
		return nil
	case i.Name != "":
		return tree.Text(i.Name)
	case i.Str != nil:
		return tree.Query(&gojq.Term{Type: gojq.TermTypeString, Str: i.Str})
	}
	return i.Start
}

// bound follows env as $e | …: $e.NAME is env.NAME, unless $e is also used whole
// or bound anew.
func (r *rewriter) bound(name string, q *gojq.Query) {
	var uses []*gojq.Term
	whole := false
	tree.Visitor{
		Term: func(t *gojq.Term) {
			if t.Type == gojq.TermTypeFunc && t.Func.Name == name {
				uses = append(uses, t)
				whole = whole || len(t.SuffixList) == 0 || member(t.SuffixList[0].Index) == nil
			}
		},
		Pattern: func(p *gojq.Pattern) { whole = whole || p.Name == name },
	}.Walk(q.Right)
	if whole || r.rebinds(name, q.Right) {
		return
	}
	for _, t := range uses {
		t.Func = &gojq.Func{Name: "env"}
	}
	q.Left, q.Patterns = tree.Identity(), nil
	if r.defined["env/0"] {
		for _, t := range uses {
			t.Func.Name = "$ENV"
		}
	}
}

// rebinds says whether {$name} or a parameter $name hides the variable.
func (r *rewriter) rebinds(name string, q *gojq.Query) bool {
	hidden := tree.Defines(q)[name]
	tree.Visitor{Term: func(t *gojq.Term) {
		if t.Type == gojq.TermTypeObject {
			for _, m := range t.Object.KeyVals {
				hidden = hidden || m.Key == name
			}
		}
	}}.Walk(q)
	return hidden
}

// piped follows env | .NAME, and alternatives to it: env | .NAME // "x".
func (r *rewriter) piped(q *gojq.Query) {
	first := q.Right
	if first.Op == gojq.OpAlt || first.Op == gojq.OpPipe {
		first = first.Left
	}
	if first == nil || first.Term == nil || first.Term.Type != gojq.TermTypeIndex || len(first.FuncDefs) > 0 {
		return
	}
	name := member(first.Term.Index)
	constant := name != nil && name.Term != nil && name.Term.Type == gojq.TermTypeString && name.Term.Str.Queries == nil
	if !constant || q.Right.Op == gojq.OpAlt && !isText(q.Right.Right) {
		return
	}
	source := q.Left.Term.Func.Name
	first.Term.SuffixList = append([]*gojq.Suffix{{Index: first.Term.Index}}, first.Term.SuffixList...)
	first.Term.Type, first.Term.Index, first.Term.Func = gojq.TermTypeFunc, nil, &gojq.Func{Name: source}
	q.Left = tree.Identity()
}

// isText says whether q is a literal, which doesn't look at its input.
func isText(q *gojq.Query) bool {
	return q.Term != nil && (q.Term.Type == gojq.TermTypeString && q.Term.Str.Queries == nil || q.Term.Type == gojq.TermTypeNull)
}
