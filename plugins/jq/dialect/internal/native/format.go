package native

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
)

func toString(r *Run, in any, _ []any) any { return text(r, in) }

func toJSON(r *Run, in any, _ []any) any { return dump(r.Orders, in) }

func text(r *Run, v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return dump(r.Orders, v)
}

var html = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "'", "&apos;", `"`, "&quot;", "\x00", `\0`)

// format does what @name does. base64d and urid are newer than jq 1.5, which
// has no use for their names.
func format(r *Run, in any, args []any) any {
	switch args[0] {
	case "text":
		return text(r, in)
	case "json":
		return dump(r.Orders, in)
	case "html":
		return html.Replace(text(r, in))
	case "uri":
		return escapeURI(text(r, in))
	case "urid":
		return unescapeURI(text(r, in))
	case "csv":
		return row(in, "csv", ",", func(s string) string { return `"` + csv.Replace(s) + `"` })
	case "tsv":
		return row(in, "tsv", "\t", tsv.Replace)
	case "sh":
		return shell(in)
	case "base64":
		return base64.StdEncoding.EncodeToString([]byte(text(r, in)))
	case "base64d":
		return decodeBase64(text(r, in))
	}
	return fmt.Errorf("%s is not a valid format", text(r, args[0]))
}

func decodeBase64(s string) any {
	out, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "="))
	if err != nil {
		return fmt.Errorf("string (%s) is not valid base64 data", preview(s))
	}
	return strings.ToValidUTF8(string(out), "\ufffd")
}

var (
	csv = strings.NewReplacer(`"`, `""`, "\x00", `\0`)
	tsv = strings.NewReplacer("\t", `\t`, "\r", `\r`, "\n", `\n`, `\`, `\\`, "\x00", `\0`)
	sh  = strings.NewReplacer("'", `'\''`, "\x00", `\0`)
)

func row(in any, name, separator string, quote func(string) string) any {
	list, ok := in.([]any)
	if !ok {
		return typeError(in, "cannot be "+name+"-formatted, only array")
	}
	cells := make([]string, len(list))
	for i, item := range list {
		switch item := item.(type) {
		case string:
			cells[i] = quote(item)
		case []any, map[string]any:
			return typeError(item, "is not valid in a csv row")
		default:
			if f, _ := number.Is(item); item != nil && f == f { // null and NaN are empty
				cells[i] = dump(nil, item)
			}
		}
	}
	return strings.Join(cells, separator)
}

func shell(in any) any {
	list, ok := in.([]any)
	if !ok {
		list = []any{in}
	}
	words := make([]string, len(list))
	for i, item := range list {
		switch item := item.(type) {
		case string:
			words[i] = "'" + sh.Replace(item) + "'"
		case []any, map[string]any:
			return typeError(item, "can not be escaped for shell")
		default:
			words[i] = dump(nil, item)
		}
	}
	return strings.Join(words, " ")
}
