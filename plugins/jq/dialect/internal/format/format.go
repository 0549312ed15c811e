package format

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/dump"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/fault"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

var html = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "'", "&apos;", `"`, "&quot;", "\x00", `\0`)

// Apply does what @name does to in: it gives a string, or an error. base64d and
// urid are newer than jq 1.5, which has no use for their names.
func Apply(orders *order.Table, in, name any) any {
	switch name {
	case "text":
		return dump.Text(orders, in)
	case "json":
		return dump.JSON(orders, in)
	case "html":
		return html.Replace(dump.Text(orders, in))
	case "uri":
		return escapeURI(dump.Text(orders, in))
	case "urid":
		return unescapeURI(dump.Text(orders, in))
	case "csv":
		return row(in, "csv", ",", func(s string) string { return `"` + csv.Replace(s) + `"` })
	case "tsv":
		return row(in, "tsv", "\t", tsv.Replace)
	case "sh":
		return shell(in)
	case "base64":
		return base64.StdEncoding.EncodeToString([]byte(dump.Text(orders, in)))
	case "base64d":
		return decodeBase64(dump.Text(orders, in))
	}
	return fmt.Errorf("%s is not a valid format", dump.Text(orders, name))
}

func decodeBase64(s string) any {
	out, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "="))
	if err != nil {
		return fmt.Errorf("string (%s) is not valid base64 data", fault.Preview(s))
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
		return fault.TypeError(in, "cannot be "+name+"-formatted, only array")
	}
	cells := make([]string, len(list))
	for i, item := range list {
		switch item := item.(type) {
		case string:
			cells[i] = quote(item)
		case []any, map[string]any:
			return fault.TypeError(item, "is not valid in a csv row")
		default:
			if f, _ := number.Is(item); item != nil && f == f { // null and NaN are empty
				cells[i] = dump.JSON(nil, item)
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
			return fault.TypeError(item, "can not be escaped for shell")
		default:
			words[i] = dump.JSON(nil, item)
		}
	}
	return strings.Join(words, " ")
}
