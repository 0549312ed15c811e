package native

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/regex"
)

// leftTrim and rightTrim leave alone what isn't a string, or trimmed by one.
func leftTrim(in any, args []any) any {
	text, ok1 := in.(string)
	prefix, ok2 := args[0].(string)
	if !ok1 || !ok2 {
		return in
	}
	return strings.TrimPrefix(text, prefix)
}

func rightTrim(in any, args []any) any {
	text, ok1 := in.(string)
	suffix, ok2 := args[0].(string)
	if !ok1 || !ok2 {
		return in
	}
	return strings.TrimSuffix(text, suffix)
}

// numeral is what jq 1.5 takes for a number, white space around it left out.
var numeral = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$`)

func toNumber(in any, _ []any) any {
	text, ok := in.(string)
	if !ok {
		if number.IsKind(in) {
			return in
		}
		return fault.TypeError(in, "cannot be parsed as a number")
	}
	text = strings.Trim(text, " \t\r\n")
	if strings.EqualFold(text, "infinity") {
		return math.Inf(1)
	}
	if !numeral.MatchString(text) {
		return fmt.Errorf("%q cannot be parsed as a number", in)
	}
	f, _ := strconv.ParseFloat(text, 64) // out of range is infinite, as in jq
	return number.Held(f)
}

// match gives the matches of an expression with flags: those that jq 1.5 finds,
// with true as the third argument whether there is one, and with "once" no empty
// match twice.
func match(patterns *regex.Cache, r *Run, in any, args []any) any {
	text, ok := in.(string)
	if !ok {
		return fault.TypeError(in, "cannot be matched, as it is not a string")
	}
	pattern, ok := args[0].(string)
	if !ok {
		return fault.TypeError(args[0], "is not a string")
	}
	flags, ok := args[1].(string)
	if !ok && args[1] != nil {
		return fault.TypeError(args[1], "is not a string")
	}
	if args[2] == true {
		found, err := patterns.Test(r.Budget, pattern, flags, text)
		if err != nil {
			return err
		}
		return found
	}
	found, err := patterns.Find(r.Budget, pattern, flags, text, args[2] == "once")
	if err != nil {
		return err
	}
	return regex.Values(r.Orders, found)
}
