package guests_test

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const (
	root = "../../"
	// commandExample is the one module in Go that is a WASI command.
	commandExample = "wasm-examples/json-patch"
)

// built is where the modules are that were built in this run of the tests.
var built = struct {
	sync.Mutex
	dir     string
	cache   string // of compiled code, for a module in Go takes seconds
	modules map[string]func() (string, error)
}{modules: map[string]func() (string, error){}}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "dray-guests-")
	if err != nil {
		log.Fatalf("making a folder for modules: %v", err)
	}
	built.dir, built.cache = dir, filepath.Join(dir, "cache")
	if err := os.Mkdir(built.cache, 0o700); err != nil {
		log.Fatalf("making a folder for compiled code: %v", err)
	}
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		log.Printf("removing %s: %v", dir, err)
	}
	os.Exit(code)
}

// module gives the path of the module in a folder, relative to the repository's
// root: the one .wasm file that is committed there, else what Go builds.
func module(t *testing.T, folder string) string {
	t.Helper()
	committed, err := filepath.Glob(filepath.Join(root, folder, "*.wasm"))
	if err != nil || len(committed) > 1 {
		t.Fatalf("looking for one .wasm file in %s: found %v, %v", folder, committed, err)
	}
	if len(committed) == 1 {
		return committed[0]
	}
	path, err := goModule(folder)()
	if err != nil {
		t.Fatalf("building %s: %v", folder, err)
	}
	return path
}

func goModule(folder string) func() (string, error) {
	built.Lock()
	defer built.Unlock()
	if build, ok := built.modules[folder]; ok {
		return build
	}
	out := filepath.Join(built.dir, strings.ReplaceAll(folder, "/", "-")+".wasm")
	build := sync.OnceValues(func() (string, error) { return out, goBuild(folder, out) })
	built.modules[folder] = build
	return build
}

// goBuild builds as `make wasm` does. What doesn't use the SDK is a WASI command.
func goBuild(folder, out string) error {
	args := []string{"build", "-trimpath", "-ldflags=-s -w", "-o", out}
	if folder != commandExample {
		args = append(args, "-buildmode=c-shared")
	}
	cmd := exec.Command("go", append(args, "./"+folder)...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w: %s", err, text)
	}
	return nil
}
