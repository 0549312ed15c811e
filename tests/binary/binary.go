package binary

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Build compiles the command into dir and gives the binary's path. The binary is
// static, as a release is, whatever the tests themselves were built with.
func Build(ctx context.Context, dir string) (string, error) {
	path := filepath.Join(dir, "dray")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", path, command)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building dray: %w\n%s", err, out)
	}
	return path, nil
}
