package python

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// Str gives a JSON value as Python's str: None, True, 1, 1.0, the text of a
// string, and the repr of a list or an object. An object's members come in the
// order of their names.
func Str(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return repr(v)
}

func repr(v any) string {
	switch v := v.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case string:
		return quote(v)
	case int:
		return strconv.Itoa(v)
	case float64:
		return float(v)
	case *big.Int:
		return v.String()
	case json.Number:
		return Number(v.String())
	case []any:
		return "[" + join(slices.Values(v), repr) + "]"
	case map[string]any:
		return "{" + join(slices.Values(slices.Sorted(maps.Keys(v))), func(key string) string {
			return quote(key) + ": " + repr(v[key])
		}) + "}"
	}
	return fmt.Sprint(v)
}

// Number gives a JSON number, by its text, as Python's str of what json.loads
// makes of it: an int without fraction and exponent, a float otherwise.
func Number(text string) string {
	if !strings.ContainsAny(text, ".eE") {
		if text == "-0" {
			return "0"
		}
		return text
	}
	f, _ := strconv.ParseFloat(text, 64) // beyond the range an infinity, as in Python
	return float(f)
}

// float is Python's repr: the shortest digits that read back the same, with an
// exponent below 1e-4 and from 1e16 on.
func float(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	}
	if abs := math.Abs(f); abs != 0 && (abs < 1e-4 || abs >= 1e16) {
		return strconv.FormatFloat(f, 'e', -1, 64)
	}
	text := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}
