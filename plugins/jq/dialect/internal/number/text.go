package number

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/itchyny/gojq"
)

// Exact is the largest integer up to which a double holds every integer.
const Exact = 1 << 53

// Is says whether v is a number, and gives it as a double.
func Is(v any) (float64, bool) {
	if v == minusZero {
		return 0, true
	}
	return gojq.ToFloat64(v)
}

// minusZero is an integer to the reference's JSON parser, which knows one 0 alone.
const minusZero = json.Number("-0")

// IsKind says whether v is of one of gojq's kinds of number.
func IsKind(v any) bool {
	_, ok := gojq.ToFloat64(v)
	return ok
}

// Held gives a double as gojq holds it: integers as such, but not -0.
func Held(f float64) any {
	if i := int(f); float64(i) == f && -Exact <= i && i <= Exact && (i != 0 || !math.Signbit(f)) {
		return i
	}
	return f
}

// Append writes a number as jq 1.5's tojson does: the shortest digits that read
// back the same, with an exponent when more than 15 zeros or three leading ones
// would be needed otherwise. What is not a number, or NaN, is written as null.
func Append(dst []byte, v any) []byte {
	switch v := v.(type) {
	case int:
		if -Exact <= v && v <= Exact {
			return strconv.AppendInt(dst, int64(v), 10)
		}
	case json.Number:
		if v == minusZero {
			return append(dst, '0')
		}
		if plain(v) {
			return append(dst, v...)
		}
	}
	f, ok := gojq.ToFloat64(v)
	if !ok || math.IsNaN(f) {
		return append(dst, "null"...)
	}
	return appendFloat(dst, min(max(f, -math.MaxFloat64), math.MaxFloat64))
}

func appendFloat(dst []byte, f float64) []byte {
	text := strconv.FormatFloat(f, 'e', -1, 64)
	digits, exponent, _ := strings.Cut(text, "e")
	places, _ := strconv.Atoi(exponent)
	count := len(strings.TrimLeft(digits, "-"))
	if count > 1 {
		count-- // the point
	}
	if point := places + 1; point <= -4 || point > count+15 {
		return append(dst, text...)
	}
	return strconv.AppendFloat(dst, f, 'f', -1, 64)
}

// plain says whether a number is written as an integer that a double surely
// holds: at most 15 digits.
func plain(n json.Number) bool {
	digits := strings.TrimPrefix(string(n), "-")
	if digits == "" || n == minusZero || len(digits) > 15 || digits[0] == '0' && len(digits) > 1 {
		return false
	}
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
