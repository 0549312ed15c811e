package tree

import "github.com/itchyny/gojq"

// single are functions that give exactly one value, or an error, when their
// arguments do.
var single = map[string]bool{
	"length/0": true, "not/0": true, "type/0": true, "keys/0": true, "tostring/0": true, "tojson/0": true,
	"tonumber/0": true, "add/0": true, "map/1": true, "to_entries/0": true, "from_entries/0": true,
	"with_entries/1": true, "has/1": true, "contains/1": true, "join/1": true, "split/1": true,
	"ascii_downcase/0": true, "ascii_upcase/0": true, "ltrimstr/1": true, "rtrimstr/1": true,
	"startswith/1": true, "endswith/1": true, "floor/0": true, "sort/0": true, "unique/0": true,
	"reverse/0": true, "null/0": true, "test/1": true, "fromjson/0": true, "min/0": true, "max/0": true,
	"_dray_plus/3": true, "_dray_minus/3": true, "_dray_multiply/3": true, "_dray_divide/3": true, "_dray_eq/3": true,
	"_dray_ne/3": true, "_dray_lt/3": true, "_dray_le/3": true, "_dray_gt/3": true, "_dray_ge/3": true,
}

// YieldsOne says whether a program surely gives exactly one value, or an error.
// defined are the names that the program defines, of which nothing is known.
func YieldsOne(q *gojq.Query, defined map[string]bool) bool {
	one := func(q *gojq.Query) bool { return YieldsOne(q, defined) }
	switch {
	case q == nil:
		return true
	case len(q.FuncDefs) > 0 || len(q.Patterns) > 1:
		return false
	case q.Term != nil:
		return termOnce(q.Term, one, defined)
	}
	switch q.Op {
	case gojq.OpComma:
		return false
	case gojq.OpModify:
		return true
	case gojq.OpAssign, gojq.OpUpdateAdd, gojq.OpUpdateSub, gojq.OpUpdateMul, gojq.OpUpdateDiv,
		gojq.OpUpdateMod, gojq.OpUpdateAlt:
		return one(q.Right)
	default:
		return one(q.Left) && one(q.Right)
	}
}

func termOnce(t *gojq.Term, one func(*gojq.Query) bool, defined map[string]bool) bool {
	for _, suffix := range t.SuffixList {
		if suffix.Iter || suffix.Optional || !indexOnce(suffix.Index, one) {
			return false
		}
	}
	switch t.Type {
	case gojq.TermTypeIdentity, gojq.TermTypeNull, gojq.TermTypeTrue, gojq.TermTypeFalse, gojq.TermTypeNumber,
		gojq.TermTypeArray:
		return true
	case gojq.TermTypeIndex:
		return indexOnce(t.Index, one)
	case gojq.TermTypeFormat, gojq.TermTypeString:
		return t.Str == nil || all(t.Str.Queries, one)
	case gojq.TermTypeUnary:
		return one(Query(t.Unary.Term))
	case gojq.TermTypeReduce:
		return one(t.Reduce.Start)
	case gojq.TermTypeQuery:
		return one(t.Query)
	case gojq.TermTypeObject:
		return objectOnce(t.Object, one)
	case gojq.TermTypeIf:
		return ifOnce(t.If, one)
	case gojq.TermTypeFunc:
		name := Name(t.Func.Name, len(t.Func.Args))
		return name[0] == '$' || single[name] && !defined[name] && (name == "map/1" || name == "with_entries/1" || all(t.Func.Args, one))
	default:
		return false
	}
}

func all(list []*gojq.Query, one func(*gojq.Query) bool) bool {
	for _, q := range list {
		if !one(q) {
			return false
		}
	}
	return true
}

func indexOnce(i *gojq.Index, one func(*gojq.Query) bool) bool {
	return i == nil || (i.Str == nil || all(i.Str.Queries, one)) && one(i.Start) && one(i.End)
}

func objectOnce(o *gojq.Object, one func(*gojq.Query) bool) bool {
	for _, member := range o.KeyVals {
		if !one(member.KeyQuery) || !one(member.Val) || member.KeyString != nil && !all(member.KeyString.Queries, one) {
			return false
		}
	}
	return true
}

func ifOnce(i *gojq.If, one func(*gojq.Query) bool) bool {
	for _, elif := range i.Elif {
		if !one(elif.Cond) || !one(elif.Then) {
			return false
		}
	}
	return one(i.Cond) && one(i.Then) && one(i.Else)
}
