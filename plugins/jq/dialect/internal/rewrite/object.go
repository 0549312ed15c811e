package rewrite

import (
	"slices"
	"strconv"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/tree"
)

// object lets the order of an object that the program makes be noted, where it
// isn't the sorted one already.
func (r *rewriter) object(t *gojq.Term) {
	if !r.ordered || len(t.Object.KeyVals) < 2 {
		return
	}
	made := tree.Query(&gojq.Term{Type: gojq.TermTypeObject, Object: t.Object})
	keys, ok := fixed(t.Object)
	switch {
	case !ok:
		replace(t, worked(t.Object))
	case !slices.IsSorted(keys):
		index := tree.Query(&gojq.Term{Type: gojq.TermTypeNumber, Number: strconv.Itoa(len(r.lists))})
		r.lists = append(r.lists, keys)
		replace(t, tree.Pipe(made, tree.Call("_dray_keyed", index, run())))
	}
}

// fixed gives the keys of an object, each once, if they stand in the program.
func fixed(o *gojq.Object) ([]string, bool) {
	var keys []string
	for _, member := range o.KeyVals {
		key := member.Key
		switch {
		case key != "" && key[0] == '$':
			key = key[1:]
		case member.KeyString != nil && member.KeyString.Queries == nil:
			key = member.KeyString.Str
		case key == "":
			return nil, false
		}
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys, true
}

// worked makes {k: v, …} into k as $k0 | v as $v0 | … | {($k0): $v0, …}, so that
// the keys can be noted, in the order in which they were worked out.
func worked(o *gojq.Object) *gojq.Query {
	type binding struct {
		value *gojq.Query
		name  string
	}
	var bindings []binding
	var names *gojq.Query
	out := &gojq.Object{}
	for i, member := range o.KeyVals {
		k, v := "$__dray_k"+strconv.Itoa(i), "$__dray_v"+strconv.Itoa(i)
		key, value := parts(member, k)
		bindings = append(bindings, binding{key, k}, binding{value, v})
		out.KeyVals = append(out.KeyVals, &gojq.ObjectKeyVal{KeyQuery: tree.Call(k), Val: tree.Call(v)})
		if names == nil {
			names = tree.Call(k)
		} else {
			names = tree.Join(names, gojq.OpComma, tree.Call(k))
		}
	}
	list := tree.Query(&gojq.Term{Type: gojq.TermTypeArray, Array: &gojq.Array{Query: names}})
	body := tree.Pipe(tree.Query(&gojq.Term{Type: gojq.TermTypeObject, Object: out}),
		tree.Call("_dray_keyed_by", list, run()))
	for _, b := range slices.Backward(bindings) {
		body = tree.Bind(tree.Query(tree.Paren(b.value)), b.name, body)
	}
	return body
}

// parts gives the programs for one member's key and value; the value may use the
// variable k that the key is bound to.
func parts(member *gojq.ObjectKeyVal, k string) (key, value *gojq.Query) {
	value = member.Val
	switch {
	case member.KeyQuery != nil:
		key = member.KeyQuery
	case member.KeyString != nil:
		key = tree.Query(&gojq.Term{Type: gojq.TermTypeString, Str: member.KeyString})
	case member.Key[0] == '$':
		key = tree.Text(member.Key[1:])
		if value == nil {
			value = tree.Call(member.Key)
		}
	default:
		key = tree.Text(member.Key)
	}
	if value == nil {
		value = tree.Query(&gojq.Term{Type: gojq.TermTypeIndex, Index: &gojq.Index{Start: tree.Call(k)}})
	}
	return key, value
}
