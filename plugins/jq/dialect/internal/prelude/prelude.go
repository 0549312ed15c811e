package prelude

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/tree"
)

//go:embed core.jq
var core string

//go:embed bounds.jq
var bounds string

//go:embed text.jq
var text string

// definitions are the prelude's, each after those that it needs.
var definitions = sync.OnceValue(func() []*gojq.FuncDef {
	query, err := gojq.Parse(bounds + core + text + ".")
	if err != nil {
		panic(fmt.Sprintf("reading the prelude: %v", err)) // the tests compile all of it
	}
	return query.FuncDefs
})

// Needed gives the definitions that a program needs which calls the named
// functions, in the order to put before it. They are shared: callers must not change
// them. A definition that calls a function of its own name and number of parameters
// recurses, unless the name is one of gojq's and stands in an earlier definition.
func Needed(names []string) []*gojq.FuncDef {
	all := definitions()
	needed := make([]bool, len(all))
	var need func(name string, below int)
	need = func(name string, below int) {
		for i := below - 1; i >= 0; i-- {
			if tree.Name(all[i].Name, len(all[i].Args)) != name {
				continue
			}
			if !needed[i] {
				needed[i] = true
				for _, called := range tree.Calls(all[i].Body) {
					need(called, i+1)
				}
			}
			return
		}
	}
	for _, name := range names {
		need(name, len(all))
	}
	var out []*gojq.FuncDef
	for i, d := range all {
		if needed[i] {
			out = append(out, d)
		}
	}
	return out
}

// Names gives the names of all functions that the prelude defines.
func Names() []string {
	var out []string
	for _, d := range definitions() {
		out = append(out, tree.Name(d.Name, len(d.Args)))
	}
	slices.Sort(out)
	return out
}
