package native

import (
	"fmt"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/regex"
)

// Variable is the jq variable that holds the *Run.
const Variable = "$__dray"

// Run is what the functions know of the evaluation that they are called from.
type Run struct {
	Orders *order.Table
	Env    Environment
}

// Environment is what env and $ENV show. It notes what was read.
type Environment interface {
	Variable(name string) (string, bool)
	All() (names []string, values map[string]any) // the names in their order
}

// Options gives the functions to compile a program with. lists are the key
// lists that the rewritten program refers to by index.
func Options(lists [][]string) []gojq.CompilerOption {
	patterns := regex.NewCache()
	one := func(name string, f func(in any, args []any) any, args int) gojq.CompilerOption {
		return gojq.WithFunction("_dray_"+name, args, args, f)
	}
	run := func(name string, f func(run *Run, in any, args []any) any, args int) gojq.CompilerOption {
		return one(name, func(in any, args []any) any {
			last := len(args) - 1
			r, ok := args[last].(*Run)
			if !ok {
				return fmt.Errorf("_dray_%s is not for programs to call", name)
			}
			return f(r, in, args[:last])
		}, args+1)
	}
	return []gojq.CompilerOption{
		gojq.WithVariables([]string{Variable}),
		gojq.WithInputIter(gojq.NewIter[any]()),
		gojq.WithFunction("debug", 0, 0, identity),
		gojq.WithFunction("stderr", 0, 0, identity),

		run("tostring", toString, 0), run("tojson", toJSON, 0), run("fromjson", fromJSON, 0),
		run("format", format, 1),
		one("ltrimstr", leftTrim, 1), one("rtrimstr", rightTrim, 1), one("indices", indices, 1),
		one("tonumber", toNumber, 0), one("raise", raise, 1),
		run("match", func(r *Run, in any, args []any) any { return match(patterns, r, in, args) }, 3),
		run("captures", captures, 0),

		run("plus", plus, 2), run("multiply", multiply, 2), run("sum", sum, 0),
		run("scrambled", scrambled, 0), run("keys", keys, 0), run("entries", entries, 0),
		run("keyed", func(r *Run, in any, args []any) any { return keyed(r, in, lists, args[0]) }, 1),
		run("keyed_by", keyedBy, 1),

		one("indexable", indexable, 0), one("key", key, 0), one("field", field, 1), one("message", message, 0),
		run("edit", newEdit, 0), one("get", get, 2), one("set", set, 3),
		run("setpath", setPath, 2), run("delpaths", deletePaths, 1),

		run("env", environment, 1), run("environ", environ, 0),
		one("none", func(any, []any) any { return none }, 0),
		one("isnone", func(in any, _ []any) any { return in == none }, 0),
	}
}

func identity(in any, _ []any) any { return in }

// none stands for the state of a foreach whose update gave nothing.
var none any = new(struct{ _ byte })
