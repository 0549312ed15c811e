package dump

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

func TestDump(t *testing.T) {
	m := map[string]any{"b": []any{nil, true, false, 1.5, "\x00\x1f\x7f\"\\\n\u2028é<\xff"}, "a": map[string]any{}}
	orders := &order.Table{}
	orders.Set(m, []string{"b", "a"})
	want := `{"b":[null,true,false,1.5,"\u0000\u001f\u007f\"\\\n` + "\u2028é<\ufffd" + `"],"a":{}}`
	if diff := cmp.Diff(want, JSON(orders, m)); diff != "" {
		t.Error(diff)
	}
	var deep any
	for range 2 * depth {
		deep = []any{deep}
	}
	if got := JSON(nil, deep); len(got) != 2*depth+len("null") {
		t.Errorf("%d bytes for a value nested too deep", len(got))
	}
}
