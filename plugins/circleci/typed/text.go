package typed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// Text gives a value's text: a string itself, anything else as JSON. scalar is
// false for a list or an object.
func Text(value any) (text string, scalar bool) {
	switch v := value.(type) {
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	case bool:
		return strconv.FormatBool(v), true
	case int:
		return strconv.Itoa(v), true
	case map[string]any, []any:
		return compact(v), false
	default:
		return compact(v), true
	}
}

// compact gives JSON without HTML's escapes, which would reach CircleCI.
func compact(v any) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return fmt.Sprint(v) // NaN: no number, and so no parameter
	}
	return string(bytes.TrimSuffix(out.Bytes(), []byte("\n")))
}

// Show gives a value as an error shows it: a string quoted, and not too long.
func Show(value any) string {
	const most = 100
	text, _ := Text(value)
	runes := []rune(text)
	cut := ""
	if len(runes) > most {
		text, cut = string(runes[:most]), "…"
	}
	if _, isString := value.(string); isString {
		return strconv.Quote(text) + cut
	}
	return text + cut
}
