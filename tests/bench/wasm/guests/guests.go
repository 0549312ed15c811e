package guests

import (
	"context"
	"embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed c/*.wasm
var built embed.FS

// C writes the guest of that name into dir and gives its path and its bytes.
func C(dir, name string) (path string, text []byte, err error) {
	if text, err = built.ReadFile("c/" + name + ".wasm"); err != nil {
		return "", nil, fmt.Errorf("reading a guest: %w", err)
	}
	path = filepath.Join(dir, name+".wasm")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return "", nil, fmt.Errorf("writing a guest: %w", err)
	}
	return path, text, nil
}

const pkg = "github.com/drayhq/dray/tests/bench/wasm/guests/"

// Go builds the guest in the package of that name into dir: a reactor, which is
// called often, or a command, which lives for one call.
func Go(ctx context.Context, dir, name string, command bool) (path string, err error) {
	path = filepath.Join(dir, name+".wasm")
	args := []string{"build", "-trimpath", "-ldflags=-s -w", "-o", path}
	if !command {
		args = append(args, "-buildmode=c-shared")
	}
	build := exec.CommandContext(ctx, "go", append(args, pkg+name)...)
	build.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the Go guest %s: %w: %s", name, err, out)
	}
	return path, nil
}
