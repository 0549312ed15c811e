package tests

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/drayhq/dray/tests/binary"
)

// bin is the folder that holds the binary under test.
var bin string

func TestMain(m *testing.M) {
	os.Exit(withBinary(m.Run))
}

func withBinary(run func() int) int {
	dir, err := os.MkdirTemp("", "dray-tests-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	if _, err := binary.Build(context.Background(), dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	bin = dir
	return run()
}

// What is found here holds for the sources as they are now.
func TestSources(t *testing.T) {
	if err := binary.LookAtSources(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestScripts(t *testing.T) {
	configs, err := filepath.Abs("../configs")
	if err != nil {
		t.Fatal(err)
	}
	modules, err := filepath.Abs("../plugins/wasm/testdata")
	if err != nil {
		t.Fatal(err)
	}
	cache, err := binary.Cache(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", bin+string(filepath.ListSeparator)+env.Getenv("PATH"))
			env.Setenv("CONFIGS", configs)
			env.Setenv("MODULES", modules)
			env.Setenv("GOCACHE", cache)
			env.Setenv("EVENT", filepath.Join(configs, "examples", "circleci", "event.json"))
			return nil
		},
		Cmds:               map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "holds": holds, "sign": sign, "park": park, "hold": hold, "term": term, "fetch": fetch},
		RequireUniqueNames: true,
	})
}
