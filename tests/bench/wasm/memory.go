package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/drayhq/dray/tests/bench/wasm/hosts"
	"github.com/drayhq/dray/tests/bench/wasm/values"
)

// memoryTable takes so many runs through each guest, each in a process of its own,
// and shows that process's memory.
func memoryTable(ctx context.Context, root string, m modules, calls int) (missed []string, err error) {
	if calls == 0 {
		return nil, nil
	}
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding the benchmark's own program: %w", err)
	}
	fmt.Println("\nResident memory of a process that calls one guest, in MB, collected and given back:")
	fmt.Println()
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "module\tafter %d calls\tafter %d\tafter %d\tgoal: flat\n", calls/100, calls/10, calls)
	for _, module := range m.each() {
		out, err := exec.CommandContext(ctx, self, "-root", root, "-calls", strconv.Itoa(calls), "-memory", module.path, "-config", module.config).Output()
		if err != nil {
			return nil, fmt.Errorf("measuring the memory of %s: %w", module.name, err)
		}
		sizes := strings.Fields(string(out))
		first, last := sizes[0], sizes[len(sizes)-1]
		verdict := "met"
		if grown(first, last) {
			verdict = "MISSED"
			missed = append(missed, "memory of "+module.name)
		}
		fmt.Fprintf(w, "%s (%s)\t%s\t%s\n", module.name, module.language, strings.Join(sizes, "\t"), verdict)
	}
	return missed, w.Flush()
}

// grown says whether memory grew by more than noise: a tenth and 2 MB.
func grown(first, last string) bool {
	a, _ := strconv.ParseFloat(first, 64) // printMemory wrote them
	b, _ := strconv.ParseFloat(last, 64)
	return b > a*1.1+2
}

// printMemory prints the memory after a hundredth, a tenth and all of the calls.
func printMemory(ctx context.Context, root, path, config string, calls int) error {
	run, err := values.Run(ctx, root)
	if err != nil {
		return err
	}
	call, err := hosts.Dray(ctx, path, config, run, false)
	if err != nil {
		return err
	}
	for i := 1; i <= calls; i++ {
		if err := call(); err != nil {
			return err
		}
		if i == calls/100 || i == calls/10 || i == calls {
			size, err := resident()
			if err != nil {
				return err
			}
			fmt.Printf("%.1f\n", size)
		}
	}
	return nil
}

// resident gives this process's resident memory in MB, of Linux alone.
func resident() (float64, error) {
	debug.FreeOSMemory()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		if runtime.GOOS != "linux" {
			return 0, fmt.Errorf("resident memory is read on Linux alone; leave this part out with -calls 0: %w", err)
		}
		return 0, fmt.Errorf("reading resident memory: %w", err)
	}
	fields := strings.Fields(string(text))
	pages, err := strconv.Atoi(fields[1])
	if err != nil {
		return 0, fmt.Errorf("reading resident memory: %w", err)
	}
	return float64(pages) * float64(os.Getpagesize()) / 1e6, nil
}
