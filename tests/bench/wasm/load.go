package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
	"github.com/drayhq/dray/tests/bench/wasm/hosts"
	"github.com/drayhq/dray/tests/bench/wasm/measure"
)

// loads is how many loads a median is of.
const loads = 15

// goals are what a load from the cache should take at most.
var goals = map[string]time.Duration{"C": 5 * time.Millisecond, "Rust": 5 * time.Millisecond, "Go": 100 * time.Millisecond}

// loadTable loads each module with nothing in the cache and then from it: read,
// compile, instantiate, ready.
func loadTable(ctx context.Context, dir string, m modules) (missed []string, err error) {
	fmt.Printf("\nLoad, in ms; from the cache: medians of %d.\n\n", loads)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "module\tcompiled\tfrom the cache\tCPU\t\tgoal")
	for _, module := range m.each() {
		cache := filepath.Join(dir, "cache-"+module.name)
		first, _, err := load(ctx, module, cache)
		if err != nil {
			return nil, err
		}
		var times, cpus []time.Duration
		for range loads {
			took, cpu, err := load(ctx, module, cache)
			if err != nil {
				return nil, err
			}
			times, cpus = append(times, took), append(cpus, cpu)
		}
		slices.Sort(times)
		slices.Sort(cpus)
		verdict, words := "", ""
		if goal := goals[module.language]; goal > 0 {
			verdict, words = "met", fmt.Sprintf("≤ %g", millis(goal))
			if times[loads/2] > goal {
				verdict = "MISSED"
				missed = append(missed, "load of "+module.name)
			}
		}
		fmt.Fprintf(w, "%s (%s)\t%.2f\t%.2f\t%.2f\t%s\t%s\n", module.name, module.language,
			millis(first), millis(times[loads/2]), millis(cpus[loads/2]), verdict, words)
	}
	return missed, w.Flush()
}

// load gives how long a load took, and what the process executed in it.
func load(ctx context.Context, m module, cache string) (took, cpu time.Duration, err error) {
	runtime.GC()
	before, err := measure.CPUTime()
	if err != nil {
		return 0, 0, err
	}
	start := time.Now()
	step, err := hosts.Open(ctx, m.path, m.config, func(s *wasm.Settings) { s.CacheDir = cache })
	took = time.Since(start)
	if err != nil {
		return 0, 0, err
	}
	after, err := measure.CPUTime()
	if err != nil {
		return 0, 0, err
	}
	return took, after - before, step.(sdk.Closer).Close()
}

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
