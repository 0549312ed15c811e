package tests

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var milliseconds = regexp.MustCompile(`\d+ ms`)

// try runs `dray test`, in dir, and gives what it prints with a time of none.
func try(t *testing.T, dir string, args ...string) (out string, passed bool) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), filepath.Join(bin, "dray"), append([]string{"test"}, args...)...)
	cmd.Dir = dir
	cmd.Env = []string{}
	text, err := cmd.CombinedOutput()
	return milliseconds.ReplaceAllString(string(text), "0 ms"), err == nil
}

// The configs and modules that come with dray pass their own tests. Looking into the
// folders has `go test` notice what changes in them, too.
func TestExamplesPassTheirTests(t *testing.T) {
	files := 0
	for _, root := range []string{"../configs", "../wasm-examples"} {
		err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
			if strings.HasSuffix(path, "_test.yaml") {
				files++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	out, passed := try(t, "..", "configs/...", "wasm-examples/...")
	if !passed || files < 6 || strings.Count(out, "ok  ") != files {
		t.Errorf("%d files:\n%s", files, out)
	}
}

// What the README tells of tests is so.
func TestTheReadmesTest(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(readme), "<!-- test -->\n")
	section, _, _ = strings.Cut(section, "<!-- /test -->")
	blocks := regexp.MustCompile("(?s)```\\w+\n(.*?)```\n").FindAllStringSubmatch(section, -1)
	if len(blocks) != 3 {
		t.Fatalf("README.md has %d blocks between its marks, not a file, what is printed of it, and what else", len(blocks))
	}
	file, passes, fails := blocks[0][1], blocks[1][1], blocks[2][1]
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../configs/examples/circleci")); err != nil {
		t.Fatal(err)
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "dray_test.yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"invocations_test.yaml", "documented_test.yaml"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	write(file)
	want := milliseconds.ReplaceAllString(strings.TrimPrefix(passes, "$ dray test\n"), "0 ms")
	if out, passed := try(t, dir); !passed || out != want {
		t.Errorf("%s\nwant %s", out, want)
	}
	write(strings.Replace(file, "invocations.json", "documented.json", 1))
	if out, passed := try(t, dir); passed || !strings.HasPrefix(out, fails) {
		t.Errorf("%s\nwant first %s", out, fails)
	}
}
