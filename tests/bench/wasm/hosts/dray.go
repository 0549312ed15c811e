package hosts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/tests/bench/wasm/values"
)

// Call is what is measured.
type Call func() error

// Open opens dray's step of one module, under the limits that it has by default. config
// is JSON, "" for none.
func Open(ctx context.Context, path, config string, set func(*wasm.Settings)) (sdk.Step, error) {
	step, err := wasm.Plugin().Open(ctx, func(into any) error {
		s := into.(*wasm.Settings)
		s.Module = path
		if config != "" {
			if err := json.Unmarshal([]byte(config), &s.Config); err != nil {
				return fmt.Errorf("reading its config: %w", err)
			}
		}
		if set != nil {
			set(s)
		}
		return nil
	}, values.Env("."))
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	return step, nil
}

// Dray takes the run through a module.
func Dray(ctx context.Context, path, config string, run sdk.Run, changes bool) (Call, error) {
	step, err := Open(ctx, path, config, nil)
	if err != nil {
		return nil, err
	}
	after, err := step.Do(ctx, run)
	if err == nil && changes {
		err = Changed(after.Request.Header, sdk.Decoded(after.Request.Body))
	}
	if err != nil {
		return nil, fmt.Errorf("calling %s: %w", path, err)
	}
	return func() error {
		_, err := step.Do(ctx, run)
		return err
	}, nil
}

// Changed checks that header and parameter are there.
func Changed(header sdk.Header, body any) error {
	object, _ := body.(map[string]any)
	parameters, _ := object["parameters"].(map[string]any)
	if header.Get("X-Run-Id") != runID || parameters["run_id"] != runID || len(parameters) < 2 {
		return errors.New("the header or the parameter was not added")
	}
	return nil
}

const runID = "r_0000000000000000"

// Native does in Go, in place, what the guests do.
func Native(run sdk.Run) Call {
	header := run.Request.Header.Clone()
	body := map[string]any{"branch": "main", "parameters": map[string]any{"replicas": 3}}
	return func() error {
		event, _ := run.Event.(map[string]any)
		about, _ := event["context"].(map[string]any)
		id, _ := about["runId"].(string)
		header["X-Run-Id"] = []string{id}
		parameters, ok := body["parameters"].(map[string]any)
		if !ok {
			return errors.New("the body has no parameters")
		}
		parameters["run_id"] = id
		return nil
	}
}
