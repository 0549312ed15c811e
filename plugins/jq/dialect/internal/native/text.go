package native

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
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

// indices gives where one string is in another, in bytes and without overlaps, as
// jq 1.5 counts.
func indices(in any, args []any) any {
	text, sub := in.(string), args[0].(string)
	out := []any{}
	if sub == "" {
		return out // jq 1.5 never comes back
	}
	for at := 0; ; at += len(sub) {
		i := strings.Index(text[at:], sub)
		if i < 0 {
			return out
		}
		at += i
		out = append(out, at)
	}
}

// numeral is what jq 1.5 takes for a number, white space around it left out.
var numeral = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$`)

func toNumber(in any, _ []any) any {
	text, ok := in.(string)
	if !ok {
		if isNumber(in) {
			return in
		}
		return typeError(in, "cannot be parsed as a number")
	}
	text = strings.Trim(text, " \t\r\n")
	if strings.EqualFold(text, "infinity") {
		return math.Inf(1)
	}
	if !numeral.MatchString(text) {
		return fmt.Errorf("%q cannot be parsed as a number", in)
	}
	if i, err := strconv.Atoi(text); err == nil && whole(i) {
		return i
	}
	f, _ := strconv.ParseFloat(text, 64) // out of range is infinite, as in jq
	return f
}
