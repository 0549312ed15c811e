package hosts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/drayhq/dray/plugins/http/compose"
	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/plugins/wasm/document"
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

// Sent is Dray and then what the http step makes of the request, its body's text too. With
// "" as the path there is no module.
func Sent(ctx context.Context, path string, run sdk.Run) (Call, error) {
	var step sdk.Step
	if path != "" {
		var err error
		if step, err = Open(ctx, path, "", nil); err != nil {
			return nil, err
		}
	}
	call := func() error {
		after := run
		if step != nil {
			var err error
			if after, err = step.Do(ctx, run); err != nil {
				return fmt.Errorf("calling %s: %w", path, err)
			}
		}
		if _, err := compose.Compose(after.Request); err != nil {
			return fmt.Errorf("composing what is sent: %w", err)
		}
		return nil
	}
	return call, call()
}

// OfText gives the run with its body as text, as one that a module of http-wasm has left.
func OfText(run sdk.Run) (sdk.Run, error) {
	text, err := document.Encode(run.Request.Body)
	if err != nil {
		return run, fmt.Errorf("encoding the body: %w", err)
	}
	request := *run.Request
	request.Body = sdk.JSON(text)
	run.Request = &request
	return run, nil
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
