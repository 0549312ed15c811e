package scaffold_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/scaffold"
	"github.com/drayhq/dray/tests/binary"
)

// toolchain is what a language needs beside make.
type toolchain struct {
	tools  []string // commands that must be there
	target string   // a folder that must be there as well
	get    string   // how to get them
	online bool     // it asks a registry
}

var toolchains = map[string]toolchain{
	"go":             {tools: []string{"go"}, get: "Go 1.26 from https://go.dev/dl"},
	"rust":           {tools: []string{"/usr/bin/cargo", "/usr/bin/rustc", "wasm-ld"}, target: "/usr/lib/rustlib/wasm32-unknown-unknown", get: "apt-get install rustc cargo libstd-rust-dev-wasm32 lld"},
	"assemblyscript": {tools: []string{"npm", "node"}, get: "Node.js 20 with npm", online: true},
	"c":              {tools: []string{"clang", "wasm-ld"}, get: "apt-get install clang lld"},
}

// wanted says that all toolchains have to be there.
var wanted = os.Getenv("DRAY_TEST_GUESTS") != ""

// Every language's module builds, and passes its own test, by nothing but what its
// README says.
func TestBuilds(t *testing.T) {
	if err := binary.LookAtSources(t.Context()); err != nil {
		t.Fatal(err)
	}
	dray, err := binary.Build(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range scaffold.Languages() {
		t.Run(language, func(t *testing.T) {
			needs(t, language)
			dir := filepath.Join(t.TempDir(), "my-"+language)
			run(t, "", dray, "wasm", "new", "--lang", language, dir)
			out := run(t, dir, "make", "test", "DRAY="+dray)
			if want := "ok: my-" + language + ".wasm does what want.json says"; !strings.Contains(out, want) {
				t.Errorf("make test says %s\nwant %s", out, want)
			}
			if out := run(t, dir, dray, "wasm", "inspect", "my-"+language+".wasm"); !strings.Contains(out, "dray ABI 1") {
				t.Errorf("inspect says %s", out)
			}
			breaks(t, dir, dray)
		})
	}
}

// breaks sees to it that the module's test can fail.
func breaks(t *testing.T, dir, dray string) {
	t.Helper()
	path := filepath.Join(dir, "want.json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), "port_run_id", "run", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := command(t, dir, "make", "test", "DRAY="+dray)
	if out, err := cmd.CombinedOutput(); err == nil {
		t.Errorf("make test passes with another want.json: %s", out)
	}
}

// needs sees to it that the toolchain is there.
func needs(t *testing.T, language string) {
	t.Helper()
	chain := toolchains[language]
	missing := ""
	for _, tool := range append(chain.tools, "make", "diff") {
		if _, err := exec.LookPath(tool); err != nil {
			missing = tool
		}
	}
	if chain.target != "" {
		if _, err := os.Stat(chain.target); err != nil {
			missing = chain.target
		}
	}
	switch {
	case missing != "" && wanted:
		t.Fatalf("%s is missing: %s", missing, chain.get)
	case missing != "":
		t.Skipf("%s is missing: %s", missing, chain.get)
	case chain.online && !wanted:
		t.Skip("it asks npm's registry: make test-guests")
	}
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	out, err := command(t, dir, name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// command finds Debian's toolchains before those of rustup, which have no target of ours.
func command(t *testing.T, dir, name string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH=/usr/bin"+string(filepath.ListSeparator)+os.Getenv("PATH"))
	return cmd
}
