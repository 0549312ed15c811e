// Command wasm measures dray's host of WebAssembly modules beside its peers: http-wasm-
// host-go, Extism and Go itself, on the same values, all on one version of wazero. It
// prints medians, ratios and the goals. `make bench-wasm` runs it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"
)

func main() {
	root := flag.String("root", "../../..", "the repository's `folder`")
	rounds := flag.Int("rounds", 41, "how many times each row is measured")
	turn := flag.Duration("turn", 10*time.Millisecond, "how long a row is measured in a round")
	calls := flag.Int("calls", 1_000_000, "calls over which memory must be flat; 0: don't look")
	child := flag.String("memory", "", "measure the memory of this `module` alone (the benchmark runs itself so)")
	config := flag.String("config", "", "the `JSON` that this module reads below /config")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	if *child != "" {
		err = printMemory(ctx, *root, *child, *config, *calls)
	} else {
		err = run(ctx, *root, *rounds, *turn, *calls)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench-wasm:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, root string, rounds int, turn time.Duration, calls int) error {
	dir, err := os.MkdirTemp("", "dray-bench-wasm-")
	if err != nil {
		return fmt.Errorf("making a folder for guests: %w", err)
	}
	defer os.RemoveAll(dir)
	modules, err := build(ctx, root, dir)
	if err != nil {
		return err
	}
	var missed []string
	for _, part := range []func() ([]string, error){
		func() ([]string, error) { return callTable(ctx, root, modules, rounds, turn) },
		func() ([]string, error) { return loadTable(ctx, dir, modules) },
		func() ([]string, error) { return memoryTable(ctx, root, modules, calls) },
	} {
		names, err := part()
		if err != nil {
			return err
		}
		missed = append(missed, names...)
	}
	if len(missed) > 0 {
		fmt.Println("\nmissed:", strings.Join(missed, "; "))
	}
	return nil
}
