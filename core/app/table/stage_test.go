package table

import (
	"context"
	"testing"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/sdk"
)

type middle struct{}

func (middle) Do(_ context.Context, run sdk.Run) (sdk.Run, error) { return run, nil }

type sink struct{ middle }

func (sink) Preview(_ context.Context, run sdk.Run) (sdk.Run, error) { return run, nil }

// What a step is, is for the step to say: a sink previews.
func TestOtherStepsInAChain(t *testing.T) {
	steps := map[string]sdk.Step{"jq": middle{}, "wasm": middle{}, "http": sink{}, "queue": sink{}}
	for _, test := range []struct {
		names []string
		ok    bool
	}{
		{[]string{"jq", "wasm", "http"}, true},
		{[]string{"jq", "wasm", "wasm", "http"}, true},
		{[]string{"jq", "wasm", "queue"}, true},
		{[]string{"wasm", "jq", "http"}, false},
		{[]string{"jq", "wasm"}, false},
		{[]string{"jq", "queue", "http"}, false},
	} {
		var stages []routes.Stage
		var links []chain.Link
		for _, name := range test.names {
			stages = append(stages, routes.Stage{Plugin: name})
			links = append(links, chain.Link{Name: name, Step: steps[name]})
		}
		if err := checkChain(stages, links); (err == nil) != test.ok {
			t.Errorf("%v: %v", test.names, err)
		}
	}
}
