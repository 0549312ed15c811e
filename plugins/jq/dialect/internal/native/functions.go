package native

import (
	"fmt"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/arith"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/dump"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/regex"
)

// Options gives the functions to compile a program with. lists are the key
// lists that the rewritten program refers to by index.
func Options(lists [][]string) []gojq.CompilerOption {
	patterns := regex.NewCache()
	return []gojq.CompilerOption{
		gojq.WithVariables([]string{Variable}),
		gojq.WithInputIter(gojq.NewIter[any]()),
		gojq.WithFunction("debug", 0, 0, identity),
		gojq.WithFunction("stderr", 0, 0, identity),

		run("tostring", 0, text(dump.Text)),
		run("tojson", 0, text(dump.JSON)),
		run("format", 1, formatted),
		run("plus", 2, func(r *Run, _ any, args []any) any { return arith.Add(r.Budget, r.Orders, args[0], args[1]) }),
		run("multiply", 2, func(r *Run, _ any, args []any) any { return arith.Multiply(r.Budget, r.Orders, args[0], args[1]) }),
		run("minus", 2, func(r *Run, _ any, args []any) any { return arith.Subtract(r.Budget, args[0], args[1]) }),
		run("divide", 2, func(r *Run, _ any, args []any) any { return arith.Divide(r.Budget, args[0], args[1]) }),
		run("eq", 2, compare(func(sign int) bool { return sign == 0 })), run("ne", 2, compare(func(sign int) bool { return sign != 0 })),
		run("lt", 2, compare(func(sign int) bool { return sign < 0 })), run("le", 2, compare(func(sign int) bool { return sign <= 0 })),
		run("gt", 2, compare(func(sign int) bool { return sign > 0 })), run("ge", 2, compare(func(sign int) bool { return sign >= 0 })),
		run("weigh", 0, weigh), run("sortable", 0, sortable), run("pair", 1, pair), run("flat", 0, flat),
		run("runes", 0, runes), run("square", 0, square),
		run("sum", 0, func(r *Run, in any, _ []any) any { return arith.Sum(r.Budget, r.Orders, in) }),

		run("scrambled", 0, scrambled), run("keys", 0, keys), run("entries", 0, entries),
		run("fromjson", 0, fromJSON), run("captures", 0, captures), run("steps", 0, steps),
		run("keyed", 1, func(r *Run, in any, args []any) any { return keyed(r, in, lists, args[0]) }),
		run("keyed_by", 1, keyedBy),

		run("indexable", 0, indexable), run("key", 0, key), plain("field", 1, field),
		run("edit", 0, newEdit), plain("get", 2, get), plain("set", 3, set),
		run("setpath", 2, setPath), run("delpaths", 1, deletePaths),

		plain("ltrimstr", 1, leftTrim), plain("rtrimstr", 1, rightTrim), run("indices", 1, indices), run("split", 1, split),
		plain("tonumber", 0, toNumber),
		run("match", 3, func(r *Run, in any, args []any) any { return match(patterns, r, in, args) }),

		run("env", 1, environment), run("environ", 0, environ), run("now", 0, now),
		run("raise", 1, raise), plain("message", 0, message),
		plain("none", 0, func(any, []any) any { return none }),
		plain("isnone", 0, func(in any, _ []any) any { return in == none }),
	}
}

// plain is a function that needn't know of the run.
func plain(name string, args int, f func(in any, args []any) any) gojq.CompilerOption {
	return gojq.WithFunction("_dray_"+name, args, args, f)
}

// run is a function that does, and has the run as one more argument.
func run(name string, args int, f func(r *Run, in any, args []any) any) gojq.CompilerOption {
	return plain(name, args+1, func(in any, args []any) any {
		last := len(args) - 1
		r, ok := args[last].(*Run)
		if !ok {
			return fmt.Errorf("_dray_%s is not for programs to call", name)
		}
		return f(r, in, args[:last])
	})
}

// as is for what the prelude and the rewritten program see to: v is a T.
func as[T any](v any) T {
	t, _ := v.(T)
	return t
}

func identity(in any, _ []any) any { return in }

// none stands for the state of a foreach whose update gave nothing.
var none any = new(struct{ _ byte })
