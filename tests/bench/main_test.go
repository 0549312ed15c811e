package bench

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/drayhq/dray/tests/binary"
)

// The programs under measurement.
var dray, floor string

func TestMain(m *testing.M) {
	os.Exit(withPrograms(m.Run))
}

func withPrograms(run func() int) int {
	dir, err := os.MkdirTemp("", "dray-bench-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	floor = filepath.Join(dir, "floor")
	if dray, err = binary.Build(context.Background(), dir); err == nil {
		err = exec.Command("go", "build", "-o", floor, "./floor").Run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return run()
}
