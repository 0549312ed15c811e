package hosts

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	extism "github.com/extism/go-sdk"

	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/tests/bench/wasm/values"
)

// Extism is a guest in Extism.
type Extism struct {
	plugin *extism.Plugin
	input  []byte
	run    sdk.Run
}

// OpenExtism opens it, with a timeout if that is above zero.
func OpenExtism(ctx context.Context, guest []byte, timeout time.Duration, run sdk.Run) (*Extism, error) {
	manifest := extism.Manifest{Wasm: []extism.Wasm{extism.WasmData{Data: guest}}, Timeout: uint64(timeout.Milliseconds())}
	plugin, err := extism.NewPlugin(ctx, manifest, extism.PluginConfig{}, nil)
	if err != nil {
		return nil, fmt.Errorf("opening the guest in Extism: %w", err)
	}
	input, err := values.Text(run)
	if err != nil {
		return nil, err
	}
	e := &Extism{plugin: plugin, input: input, run: run}
	return e, e.Whole()
}

// Noop calls a function that does nothing.
func (e *Extism) Noop() error { return e.call("noop", nil) }

// Transform gives the guest JSON and takes JSON, neither made nor read.
func (e *Extism) Transform() error { return e.call("transform", e.input) }

func (e *Extism) call(function string, input []byte) error {
	code, _, err := e.plugin.Call(function, input)
	if err == nil && code != 0 {
		err = fmt.Errorf("Extism's guest gave %d", code)
	}
	return err
}

// Whole does all that a host of decoded values has to do: it makes the JSON, calls,
// and reads the answer.
func (e *Extism) Whole() error {
	input, err := values.Text(e.run)
	if err != nil {
		return err
	}
	code, out, err := e.plugin.Call("transform", input)
	if err != nil || code != 0 {
		return fmt.Errorf("Extism's guest gave %d: %w", code, err)
	}
	var request struct {
		Headers sdk.Header `json:"headers"`
		Body    any        `json:"body"`
	}
	decoder := json.NewDecoder(bytes.NewReader(out))
	decoder.UseNumber()
	if err := decoder.Decode(&request); err != nil {
		return fmt.Errorf("decoding what Extism's guest gave: %w", err)
	}
	return Changed(request.Headers, request.Body)
}
