package format

import (
	"testing"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

func TestApply(t *testing.T) {
	object := map[string]any{"b": 1, "a": "x"}
	orders := &order.Table{}
	orders.Set(object, []string{"b", "a"})
	for _, c := range []struct {
		in         any
		name, want string
	}{
		{object, "text", `{"b":1,"a":"x"}`}, {"x", "text", "x"}, {"x", "json", `"x"`},
		{"a b/é!*'()~", "uri", "a%20b%2F%C3%A9!*'()~"}, {"a%20b+%C3%A9", "urid", "a b+é"},
		{`<&'">`, "html", "&lt;&amp;&apos;&quot;&gt;"}, {"aé", "base64", "YcOp"}, {"YcOp=", "base64d", "aé"},
		{[]any{1.5, `a"b`, nil, true}, "csv", `1.5,"a""b",,true`}, {[]any{"a\tb\\", 1}, "tsv", `a\tb\\` + "\t1"},
		{[]any{"it's", nil}, "sh", `'it'\''s' null`}, {"x y", "sh", "'x y'"},
	} {
		if got := Apply(orders, c.in, c.name); got != c.want {
			t.Errorf("%v | @%s: %v, want %s", c.in, c.name, got, c.want)
		}
	}
	for name, in := range map[string]any{
		"csv": "x", "tsv": []any{object}, "sh": []any{[]any{}}, "base64d": "*", "urid": "%zz", "nope": "x",
	} {
		if err, failed := Apply(orders, in, name).(error); !failed {
			t.Errorf("%v | @%s: %v, want an error", in, name, err)
		}
	}
}
