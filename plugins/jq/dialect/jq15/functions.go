package jq15

import (
	"slices"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/tree"
)

// Functions gives the names, with their number of parameters, of the functions
// that programs can call here and jq 1.5 doesn't know.
func Functions() []string { return slices.Clone(functions) }

// Formats gives the formats that jq 1.5 doesn't know.
func Formats() []string { return []string{"@base64d", "@urid"} }

// functions were found by asking jq 1.5 for each function that there is here.
var functions = []string{
	"IN/1", "IN/2", "INDEX/1", "INDEX/2", "JOIN/2", "JOIN/3", "JOIN/4", "abs/0", "add/1", "builtins/0", "ceil/0",
	"copysign/2", "debug/1", "drem/2", "erf/0", "erfc/0", "exp10/0", "expm1/0", "fabs/0", "fdim/2", "fma/3", "fmax/2",
	"fmin/2", "fmod/2", "frexp/0", "gamma/0", "halt/0", "halt_error/0", "halt_error/1", "isempty/1", "jn/2", "ldexp/2",
	"lgamma/0", "localtime/0", "log1p/0", "logb/0", "ltrim/0", "modf/0", "nearbyint/0", "nextafter/2", "nexttoward/2",
	"pick/1", "rint/0", "round/0", "rtrim/0", "scalb/2", "scalbln/2", "scan/2", "significand/0", "skip/2",
	"strflocaltime/1", "toboolean/0", "trim/0", "trimstr/1", "trunc/0", "utf8bytelength/0", "walk/1", "yn/2",
}

// older are names that jq 1.5 knows with another number of parameters.
var older = []string{"add", "debug", "scan"}

func (n *newer) call(f *gojq.Func) {
	name := tree.Name(f.Name, len(f.Args))
	switch {
	case n.defined[name]:
	case name == "$ENV":
		n.add(name)
	case slices.Contains(functions, name):
		if !slices.Contains(older, f.Name) {
			name = f.Name
		}
		n.add(name)
	}
}
