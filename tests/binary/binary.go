package binary

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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

// Cache gives the folder in which Go keeps what it has built.
func Cache(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOCACHE").Output()
	if err != nil {
		return "", fmt.Errorf("asking Go for its cache: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}
