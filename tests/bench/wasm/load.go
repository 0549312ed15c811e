package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/tests/bench/wasm/hosts"
)

// loads is how many loads a median is of.
const loads = 15

// goals are what a load from the cache should take at most.
var goals = map[string]time.Duration{"C": 5 * time.Millisecond, "Rust": 5 * time.Millisecond, "Go": 100 * time.Millisecond}

// loadTable loads each module with nothing in the cache and then from it: read,
// compile, instantiate, ready.
func loadTable(ctx context.Context, dir string, m modules) (missed []string, err error) {
	fmt.Println("\nLoad, in ms:")
	fmt.Println()
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "module\tcompiled\tfrom the cache\tgoal\t")
	for _, module := range append([]module{m.fields, m.httpFields, m.goFields}, m.examples...) {
		cache := filepath.Join(dir, "cache-"+module.name)
		first, err := load(ctx, module.path, cache)
		if err != nil {
			return nil, err
		}
		var times []time.Duration
		for range loads {
			took, err := load(ctx, module.path, cache)
			if err != nil {
				return nil, err
			}
			times = append(times, took)
		}
		slices.Sort(times)
		median, goal := times[loads/2], goals[module.language]
		verdict := "met"
		switch {
		case goal == 0:
			verdict = ""
		case median > goal:
			verdict = "MISSED"
			missed = append(missed, "load of "+module.name)
		}
		fmt.Fprintf(w, "%s (%s)\t%.2f\t%.2f\t%v\t%s\n", module.name, module.language, millis(first), millis(median), goal, verdict)
	}
	return missed, w.Flush()
}

func load(ctx context.Context, path, cache string) (time.Duration, error) {
	start := time.Now()
	step, err := hosts.Open(ctx, path, func(s *wasm.Settings) { s.CacheDir = cache })
	took := time.Since(start)
	if err != nil {
		return 0, err
	}
	return took, step.(sdk.Closer).Close()
}

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
