package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/tests/bench/wasm/hosts"
	"github.com/drayhq/dray/tests/bench/wasm/measure"
	"github.com/drayhq/dray/tests/bench/wasm/values"
)

// limit is Extism's timeout. It is on the wall, and 50 ms as dray's are over before a
// guest is done where others take the cores.
const limit = 10 * time.Second

// callTable measures one call of each host and prints what came of it.
func callTable(ctx context.Context, root string, m modules, rounds int, turn time.Duration) (missed []string, err error) {
	run, err := values.Run(ctx, root)
	if err != nil {
		return nil, err
	}
	rows, err := callRows(ctx, m, run)
	if err != nil {
		return nil, err
	}
	if err := measure.Rounds(rows, rounds, turn); err != nil {
		return nil, fmt.Errorf("measuring: %w", err)
	}
	fmt.Printf("One call: medians of %d interleaved rounds, %d cores, %s. An event of %d bytes; its run id becomes a header and a parameter.\n"+
		"CPU is what the whole process executed, the collector too, and leaves out what others do on these cores.\n\n",
		rounds, runtime.GOMAXPROCS(0), runtime.Version(), len(run.Raw))
	return measure.Print(os.Stdout, rows), nil
}

func callRows(ctx context.Context, m modules, run sdk.Run) ([]*measure.Row, error) {
	unbound, err := hosts.OpenExtism(ctx, m.extism.text, 0, run)
	if err != nil {
		return nil, err
	}
	bound, err := hosts.OpenExtism(ctx, m.extism.text, limit, run)
	if err != nil {
		return nil, err
	}
	// In place. The goals are for where it takes 0.10 µs, as it does here at best.
	native := &measure.Row{Name: "native Go", Call: hosts.Native(run)}
	extism := &measure.Row{Name: "Extism, timeout: header + parameter, C", Call: bound.Transform}
	peerURI := &measure.Row{Name: "http-wasm-host-go, no limits: get_uri"}
	peerFields := &measure.Row{Name: "http-wasm-host-go, no limits: header + body"}
	noop := &measure.Row{Name: "dray ABI: no-op, C", Goal: measure.Goal{AtMost: 2500 * time.Nanosecond}}
	fields := measure.Goal{AtMost: 3500 * time.Nanosecond, Yardstick: native, Yard: 100 * time.Nanosecond, Peer: extism, Beside: "Extism", Faster: 30}
	inC := &measure.Row{Name: "dray ABI: header + parameter, C", Goal: fields}
	inGo := &measure.Row{Name: "dray ABI: header + parameter, Go", Goal: fields}
	inRust := &measure.Row{Name: "dray ABI: the example run-context, Rust"}
	inAssembly := &measure.Row{Name: "dray ABI: the example deploy-policy, AssemblyScript"}
	uri := &measure.Row{Name: "dray, http-wasm: get_uri", Goal: measure.Goal{Peer: peerURI, Beside: "http-wasm-host-go", Times: 2}}
	httpFields := &measure.Row{Name: "dray, http-wasm: header + body", Goal: measure.Goal{Peer: peerFields, Beside: "http-wasm-host-go", Times: 2}}
	for _, r := range []struct {
		row     *measure.Row
		module  module
		changes bool
	}{{noop, m.noop, false}, {inC, m.fields, true}, {inGo, m.goFields, true}, {inRust, m.rust, false}, {inAssembly, m.assembly, false},
		{uri, m.httpURI, false}, {httpFields, m.httpFields, true}} {
		if r.row.Call, err = hosts.Dray(ctx, r.module.path, r.module.config, run, r.changes); err != nil {
			return nil, err
		}
	}
	ofText := &measure.Row{Name: "dray, http-wasm: the same, from and to text as http-wasm-host-go", Goal: httpFields.Goal}
	alone := &measure.Row{Name: "no module, then composed to be sent"}
	sent := &measure.Row{Name: "dray, http-wasm: header + body, then composed to be sent"}
	if err := sentRows(ctx, m, run, ofText, alone, sent); err != nil {
		return nil, err
	}
	if peerURI.Call, err = hosts.HTTPWasm(ctx, m.httpURI.text, run, false); err != nil {
		return nil, err
	}
	peerValues := &measure.Row{Name: "http-wasm-host-go, no limits: the same, from and to values as dray"}
	if peerValues.Call, err = hosts.HTTPWasmValues(ctx, m.httpFields.text, run); err != nil {
		return nil, err
	}
	if peerFields.Call, err = hosts.HTTPWasm(ctx, m.httpFields.text, run, true); err != nil {
		return nil, err
	}
	return []*measure.Row{
		native, noop, inC, inGo, inRust, inAssembly, uri, peerURI, httpFields, ofText, peerFields, peerValues, alone, sent,
		{Name: "Extism, no limits: no-op, C", Call: unbound.Noop},
		{Name: "Extism, no limits: header + parameter, C", Call: unbound.Transform},
		extism,
		{Name: "Extism, timeout: the same, with the host's JSON", Call: bound.Whole},
	}, nil
}

// sentRows are about who pays for the text of a body, which is made of values once: for
// the module that reads it, or else for the sink.
func sentRows(ctx context.Context, m modules, run sdk.Run, ofText, alone, sent *measure.Row) error {
	text, err := hosts.OfText(run)
	if err != nil {
		return err
	}
	if ofText.Call, err = hosts.Dray(ctx, m.httpFields.path, "", text, true); err != nil {
		return err
	}
	if alone.Call, err = hosts.Sent(ctx, "", run); err != nil {
		return err
	}
	sent.Call, err = hosts.Sent(ctx, m.httpFields.path, run)
	return err
}
