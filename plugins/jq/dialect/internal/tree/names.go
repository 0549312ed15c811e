package tree

import (
	"strconv"

	"github.com/itchyny/gojq"
)

// Name gives the name by which jq knows a function with its number of
// parameters: "sub/2". A variable's is its own: "$x".
func Name(name string, parameters int) string {
	if name != "" && name[0] == '$' {
		return name
	}
	return name + "/" + strconv.Itoa(parameters)
}

// Calls gives the names of what a program calls or reads, .. being recurse/0. A
// name may come more than once.
func Calls(q *gojq.Query) []string {
	var out []string
	Visitor{Term: func(t *gojq.Term) {
		switch t.Type {
		case gojq.TermTypeFunc:
			out = append(out, Name(t.Func.Name, len(t.Func.Args)))
		case gojq.TermTypeRecurse:
			out = append(out, "recurse/0")
		default:
		}
	}}.Walk(q)
	return out
}

// Defines gives the names of the functions that a program defines, parameters
// included, and of the variables that it binds.
func Defines(q *gojq.Query) map[string]bool {
	out := map[string]bool{}
	Visitor{
		Def: func(d *gojq.FuncDef) {
			out[Name(d.Name, len(d.Args))] = true
			for _, arg := range d.Args {
				out[Name(arg, 0)] = true
			}
		},
		Pattern: func(p *gojq.Pattern) {
			if p.Name != "" {
				out[p.Name] = true
			}
			for _, member := range p.Object {
				if member.Key != "" && member.Key[0] == '$' {
					out[member.Key] = true
				}
			}
		},
	}.Walk(q)
	return out
}
