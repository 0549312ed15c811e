package dump

import (
	"strings"
	"unicode/utf8"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// depth bounds how deep values nest, so that a program can't overflow the stack:
// what lies deeper is written as null.
const depth = 10_000

// JSON writes v as jq 1.5's tojson does. Objects have the order that the table
// knows; without a table they are sorted.
func JSON(orders *order.Table, v any) string {
	if orders == nil {
		orders = new(order.Table)
	}
	e := encoder{orders: orders}
	e.value(v, 0)
	return string(e.out)
}

// Head writes the beginning of v's JSON: all of it, or more than most bytes of
// something that begins alike. Objects are sorted.
func Head(v any, most int) string {
	e := encoder{orders: new(order.Table), most: most}
	e.value(v, 0)
	return string(e.out)
}

type encoder struct {
	orders *order.Table
	out    []byte
	most   int // bytes after which no more is wanted, unless 0
}

// full says whether what is wanted is there.
func (e *encoder) full() bool { return e.most > 0 && len(e.out) > e.most }

func (e *encoder) value(v any, level int) {
	if e.full() {
		return
	}
	switch v := v.(type) {
	case nil:
		e.out = append(e.out, "null"...)
	case bool:
		if v {
			e.out = append(e.out, "true"...)
		} else {
			e.out = append(e.out, "false"...)
		}
	case string:
		e.str(v)
	case []any, map[string]any:
		if level == depth {
			e.out = append(e.out, "null"...)
			return
		}
		e.nested(v, level+1)
	default:
		e.out = number.Append(e.out, v)
	}
}

func (e *encoder) nested(v any, level int) {
	if list, ok := v.([]any); ok {
		e.out = append(e.out, '[')
		for i, item := range list {
			if e.full() {
				return
			}
			if i > 0 {
				e.out = append(e.out, ',')
			}
			e.value(item, level)
		}
		e.out = append(e.out, ']')
		return
	}
	object, _ := v.(map[string]any)
	e.out = append(e.out, '{')
	for i, key := range e.orders.Keys(object) {
		if e.full() {
			return
		}
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.str(key)
		e.out = append(e.out, ':')
		e.value(object[key], level)
	}
	e.out = append(e.out, '}')
}

const hex = "0123456789abcdef"

func (e *encoder) str(s string) {
	if e.most > 0 {
		s = s[:min(len(s), e.most+utf8.UTFMax)]
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	e.out = append(e.out, '"')
	for start, i := 0, 0; ; i++ {
		if i < len(s) && s[i] >= ' ' && s[i] != '"' && s[i] != '\\' && s[i] != 0x7f {
			continue
		}
		e.out = append(e.out, s[start:i]...)
		if i == len(s) {
			break
		}
		start = i + 1
		if short := strings.IndexByte("\"\\\b\f\n\r\t", s[i]); short >= 0 {
			e.out = append(e.out, '\\', `"\bfnrt`[short])
		} else {
			e.out = append(e.out, '\\', 'u', '0', '0', hex[s[i]>>4], hex[s[i]&15])
		}
	}
	e.out = append(e.out, '"')
}

// Text gives a string as it is, and the JSON of anything else.
func Text(orders *order.Table, v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return JSON(orders, v)
}
