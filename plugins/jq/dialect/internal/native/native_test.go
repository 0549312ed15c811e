package native

import (
	"testing"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/order"
)

// A function that needs the run takes nothing else for it, and gojq accepts each.
func TestOptions(t *testing.T) {
	query, err := gojq.Parse(`_dray_keyed(0; $__dray) | _dray_keys($__dray), (try _dray_keys("forged") catch .)`)
	if err != nil {
		t.Fatal(err)
	}
	code, err := gojq.Compile(query, Options([][]string{{"b", "a"}})...)
	if err != nil {
		t.Fatal(err)
	}
	iter := code.RunWithContext(t.Context(), map[string]any{"a": 1, "b": 2}, &Run{Budget: limit.New(t.Context()), Orders: &order.Table{}})
	keys, _ := iter.Next()
	if list, ok := keys.([]any); !ok || len(list) != 2 || list[0] != "b" {
		t.Errorf("keys %v, want b before a", keys)
	}
	if refused, _ := iter.Next(); refused != "_dray_keys is not for programs to call" {
		t.Errorf("%v, want a refusal", refused)
	}
}
