package schema

import (
	"reflect"
	"strings"
	"time"
	"unicode"

	"github.com/dustin/go-humanize"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/routes"
)

// isScalar says whether a value is one that a form is for.
func isScalar(value reflect.Value) bool {
	kind := value.Kind()
	return kind != reflect.Struct && kind != reflect.Map && (kind != reflect.Slice || value.Type().Elem().Kind() == reflect.String)
}

// scalar gives the schema of a value that is written in one of the forms. What nothing
// is said about, such as text that is empty, has no default.
func scalar(value reflect.Value, tag reflect.StructTag) object {
	out, written := form("any"), value.Interface()
	switch v := written.(type) {
	case time.Duration:
		out, written = form("duration"), short(v)
	case routes.Rate:
		out = form("rate")
	case string:
		out = form("text")
		if words := decode.Words(tag); words != nil {
			out = oneOf(words)
		}
	case bool:
		out = form("switch")
	case float64:
		out = form("decimal")
	case []string:
		out = form("list")
	case int:
		out = form("whole")
		if tag.Get("unit") == "bytes" {
			out, written = form("size"), strings.NewReplacer(" ", "", ".0", "").Replace(humanize.IBytes(uint64(v)))
		}
	}
	if !value.IsZero() {
		out["default"] = written
	}
	return out
}

func form(name string) object { return object{"$ref": "#/$defs/" + name} }

// short gives a duration without the zeros behind it: 168h, not 168h0m0s.
func short(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// oneOf offers the words that stand for themselves, and takes all of them in any case.
func oneOf(words []decode.Word) object {
	var offered, taken []string
	for _, word := range words {
		if word.Name == word.Means {
			offered = append(offered, word.Name)
		}
		taken = append(taken, anyCase(word.Name))
	}
	return object{"type": nullable("string"), "anyOf": []object{
		{"enum": offered}, {"pattern": `^\s*(` + strings.Join(taken, "|") + `)\s*$`}, form("filled"),
	}}
}

func anyCase(word string) string {
	var out strings.Builder
	for _, r := range word {
		if unicode.IsLetter(r) {
			out.WriteString("[" + string(unicode.ToUpper(r)) + string(unicode.ToLower(r)) + "]")
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}
