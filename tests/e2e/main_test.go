package e2e

import (
	"context"
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/drayhq/dray/tests/binary"
	"github.com/drayhq/dray/tests/e2e/broker"
	"github.com/drayhq/dray/tests/e2e/world"
)

// What all stories share.
var (
	bin   string
	kafka *broker.Broker
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	flag.Parse()
	// The stories wait for timeouts and retries rather than work, so that many fit
	// on few cores.
	if err := flag.Set("test.parallel", "16"); err != nil {
		return complain(err)
	}
	dir, err := os.MkdirTemp("", "dray-e2e-")
	if err != nil {
		return complain(err)
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	if bin, err = binary.Build(ctx, dir); err != nil {
		return complain(err)
	}
	if kafka, err = broker.Open(ctx, dir); err != nil {
		return complain(err)
	}
	defer kafka.Close()
	return m.Run()
}

func complain(err error) int {
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// What is found here holds for the sources as they are now.
func TestSources(t *testing.T) {
	if err := binary.LookAtSources(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// newWorld makes the usual world.
func newWorld(t *testing.T) *world.World {
	t.Helper()
	return world.New(t, bin, kafka, world.Options{})
}

// each checks all rows of a table in subtests, one by one: what they wait for is
// under way at once.
func each[R any](t *testing.T, rows map[string]R, check func(t *testing.T, name string, row R)) {
	t.Helper()
	for name, row := range rows {
		t.Run(name, func(t *testing.T) { check(t, name, row) })
	}
}

// ids gives n ids of runs, the first one numbered 0.
func ids(prefix string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%s%03d", prefix, i)
	}
	return out
}
