package regex

import "github.com/drayhq/dray/plugins/jq/dialect/internal/order"

// The order in which jq 1.5 makes the members of a match.
var (
	matchKeys   = []string{"offset", "length", "string", "captures"}
	captureKeys = []string{"offset", "length", "string", "name"}
	emptyKeys   = []string{"offset", "string", "length", "name"}
)

// Values gives matches as jq's match does, as objects.
func Values(orders *order.Table, found []Match) []any {
	out := make([]any, len(found))
	for i, m := range found {
		groups := make([]any, len(m.Groups))
		for i, g := range m.Groups {
			groups[i] = value(orders, g)
		}
		object := map[string]any{"offset": m.Start, "length": m.Length, "string": m.Text, "captures": groups}
		orders.Set(object, matchKeys)
		out[i] = object
	}
	return out
}

func value(orders *order.Table, g Group) map[string]any {
	object := map[string]any{"offset": g.Start, "length": g.Length, "string": g.Text, "name": nil}
	if g.Name != "" {
		object["name"] = g.Name
	}
	if g.Start < 0 {
		object["string"] = nil
	}
	if g.Length > 0 {
		orders.Set(object, captureKeys)
	} else {
		orders.Set(object, emptyKeys)
	}
	return object
}
