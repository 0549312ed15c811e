package rewrite

import (
	"strconv"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/tree"
)

func (r *rewriter) term(t *gojq.Term) {
	switch t.Type {
	case gojq.TermTypeFormat:
		r.format(t)
	case gojq.TermTypeString:
		concatenate(t)
	case gojq.TermTypeTry:
		if t.Try.Catch != nil {
			t.Try.Catch = tree.Pipe(tree.Call("_dray_message"), t.Try.Catch)
		}
	case gojq.TermTypeObject:
		r.object(t)
	case gojq.TermTypeReduce:
		r.reduce(t.Reduce)
	case gojq.TermTypeForeach:
		r.foreach(t.Foreach)
	case gojq.TermTypeFunc:
		if t.Func.Name == "$__loc__" && len(r.lines) > 0 {
			replace(t, location(r.lines[0]))
			r.lines = r.lines[1:]
		}
	default:
	}
	r.suffixes(t)
}

// replace puts another program in the place of a term, before its suffixes.
func replace(t *gojq.Term, by *gojq.Query) {
	suffixes := t.SuffixList
	*t = *tree.Paren(by)
	t.SuffixList = suffixes
}

func location(line int) *gojq.Query {
	number := tree.Query(&gojq.Term{Type: gojq.TermTypeNumber, Number: strconv.Itoa(line)})
	return tree.Query(&gojq.Term{Type: gojq.TermTypeObject, Object: &gojq.Object{KeyVals: []*gojq.ObjectKeyVal{
		{Key: "file", Val: tree.Text("<top-level>")}, {Key: "line", Val: number},
	}}})
}

// str writes what is interpolated the way that jq 1.5 does.
func (r *rewriter) str(s *gojq.String) {
	for _, q := range s.Queries {
		if q.Term.Type == gojq.TermTypeQuery {
			q.Term.Query = tree.Pipe(tree.Query(tree.Paren(q.Term.Query)), tree.Call("_dray_tostring", run()))
		}
	}
}

// format makes @name a call, and of @name "…" a string with calls inside, in the
// place of those that str put there.
func (r *rewriter) format(t *gojq.Term) {
	call := tree.Call("_dray_format", tree.Text(t.Format[1:]), run())
	if t.Str == nil {
		replace(t, call)
		return
	}
	for _, q := range t.Str.Queries {
		if q.Term.Type == gojq.TermTypeQuery {
			q.Term.Query.Right = call
		}
	}
	concatenate(t)
}

// concatenate adds up a string's parts. gojq would call tostring for each, which
// the program may have defined anew.
func concatenate(t *gojq.Term) {
	if len(t.Str.Queries) == 0 {
		t.Type, t.Format = gojq.TermTypeString, ""
		return
	}
	sum := t.Str.Queries[0]
	for _, q := range t.Str.Queries[1:] {
		sum = tree.Join(sum, gojq.OpAdd, q)
	}
	replace(t, sum)
}

// suffixes goes through .[], .[index] and, where errors are looked at, .name, one
// by one; what was before each becomes a term of its own.
func (r *rewriter) suffixes(t *gojq.Term) {
	if t.Type == gojq.TermTypeIndex && r.check(t.Index) != nil {
		t.SuffixList = append([]*gojq.Suffix{{Index: t.Index}}, t.SuffixList...)
		t.Type, t.Index = gojq.TermTypeIdentity, nil
	}
	for i := 0; i < len(t.SuffixList); i++ {
		suffix := t.SuffixList[i]
		step := r.check(suffix.Index)
		if suffix.Iter && r.ordered {
			step = tree.Call("_dray_each")
		}
		if step == nil {
			continue
		}
		before := *t
		before.SuffixList = t.SuffixList[:i:i]
		after := t.SuffixList[i+1:]
		if len(after) > 0 && after[0].Optional { // of .x[]? the ? belongs to [] alone
			step.Term.SuffixList = after[:1:1]
			if suffix.Iter {
				after = after[1:]
			}
		}
		*t = *tree.Paren(tree.Pipe(tree.Query(&before), step))
		t.SuffixList, i = after, -1
		if !suffix.Iter {
			guard(suffix.Index)
			t.SuffixList, i = append([]*gojq.Suffix{suffix}, after...), 0
		}
	}
}

// check gives what to put before an index; nil for nothing.
func (r *rewriter) check(i *gojq.Index) *gojq.Query {
	switch {
	case dynamic(i):
		return tree.Call("_dray_indexable", run())
	case i == nil || !r.catches || i.IsSlice:
		return nil
	case i.Name != "":
		return tree.Call("_dray_field", tree.Text(i.Name))
	case i.Str != nil && i.Str.Queries == nil:
		return tree.Call("_dray_field", tree.Text(i.Str.Str))
	case i.Start != nil && i.Start.Term != nil && i.Start.Term.Str != nil && i.Start.Term.Str.Queries == nil:
		return tree.Call("_dray_field", tree.Text(i.Start.Term.Str.Str))
	}
	return nil
}

// dynamic says whether an index is a number, or may be one.
func dynamic(i *gojq.Index) bool {
	if i == nil || i.IsSlice || i.Start == nil {
		return false
	}
	t := i.Start.Term
	return t == nil || t.Type != gojq.TermTypeString || len(t.SuffixList) > 0
}

// guard lets an index that isn't whole find nothing.
func guard(i *gojq.Index) {
	if !dynamic(i) {
		return
	}
	if t := i.Start.Term; t != nil && t.Type == gojq.TermTypeNumber && len(t.SuffixList) == 0 {
		if _, err := strconv.Atoi(t.Number); err == nil {
			return
		}
	}
	i.Start = tree.Pipe(tree.Query(tree.Paren(i.Start)), tree.Call("_dray_key", run()))
}
