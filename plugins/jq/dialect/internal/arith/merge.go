package arith

import (
	"maps"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// merge gives the members of a, then those of b; in both, b's stand in a's place.
func merge(budget *limit.Budget, orders *order.Table, a, b map[string]any, join func(a, b any) any) map[string]any {
	if !budget.Make(limit.PerMember * (len(a) + len(b))) {
		return nil
	}
	out := make(map[string]any, len(a)+len(b))
	maps.Copy(out, a)
	list := append(make([]string, 0, len(a)+len(b)), orders.Keys(a)...)
	for _, key := range orders.Keys(b) {
		old, ok := out[key]
		if !ok {
			list = append(list, key)
		}
		out[key] = join(old, b[key])
	}
	orders.Set(out, list)
	return out
}
