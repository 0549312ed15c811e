package scaffold_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/scaffold"
)

func TestName(t *testing.T) {
	for dir, want := range map[string]string{
		"/home/ada/labels": "labels", "My Module": "my-module", "add_labels.v2": "add-labels-v2", "2nd": "module-2nd",
		"dray-guest": "module-dray-guest", "/": "module", "штуки": "module", "-x-": "x", "a/b/": "b",
	} {
		if got := scaffold.Name(dir); got != want {
			t.Errorf("%s becomes %s, want %s", dir, got, want)
		}
	}
}

func TestFiles(t *testing.T) {
	source := map[string]string{"go": "main.go", "rust": "src/lib.rs", "assemblyscript": "index.ts", "c": "module.c"}
	for _, language := range scaffold.Languages() {
		files, err := scaffold.Files(language, "labels")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{
			source[language], "Makefile", "README.md", ".gitignore", "event.json", "mapping.json", "want.json", "dray-guest/README.md", "dray-guest/LICENSE",
		} {
			if len(files[name]) == 0 {
				t.Errorf("%s: there is no %s", language, name)
			}
		}
		for name, text := range files {
			ours := !strings.HasPrefix(name, "dray-guest/")
			if ours && (strings.Contains(string(text), "{{") || strings.HasSuffix(name, ".tmpl")) {
				t.Errorf("%s: %s was not filled in", language, name)
			}
			if strings.HasSuffix(name, ".json") && !json.Valid(text) {
				t.Errorf("%s: %s is no JSON", language, name)
			}
		}
		for _, name := range []string{"README.md", "Makefile", "want.json"} {
			if !strings.Contains(string(files[name]), "labels") {
				t.Errorf("%s: %s doesn't name the module", language, name)
			}
		}
		if readme := string(files["README.md"]); !strings.Contains(readme, "sudo apt-get install --yes make") {
			t.Errorf("%s: the README doesn't say what to install", language)
		}
	}
	if _, err := scaffold.Files("perl", "labels"); err == nil || !strings.Contains(err.Error(), "go, rust, assemblyscript, c") {
		t.Errorf("perl: %v, want the languages that there are", err)
	}
}

// The compiler is the one that the SDK was tested with.
func TestAssemblyScriptVersion(t *testing.T) {
	files, err := scaffold.Files("assemblyscript", "labels")
	if err != nil {
		t.Fatal(err)
	}
	var own, sdk struct {
		Dev  map[string]string `json:"devDependencies"`
		Peer map[string]string `json:"peerDependencies"`
	}
	for name, into := range map[string]any{"package.json": &own, "dray-guest/package.json": &sdk} {
		if err := json.Unmarshal(files[name], into); err != nil {
			t.Fatal(err)
		}
	}
	if want := sdk.Peer["assemblyscript"]; want == "" || own.Dev["assemblyscript"] != want {
		t.Errorf("the module has %q, the SDK %q", own.Dev["assemblyscript"], want)
	}
	if lock := string(files["package-lock.json"]); !strings.Contains(lock, `"assemblyscript": "`+own.Dev["assemblyscript"]+`"`) {
		t.Error("package-lock.json has another")
	}
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	files := map[string][]byte{"x": []byte("1"), "y/z": []byte("2")}
	if err := errors.Join(scaffold.Free(dir), scaffold.Write(dir, files)); err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s holds %q (%v), want %q", name, got, err, want)
		}
	}
	if err := scaffold.Free(dir); !errors.Is(err, scaffold.ErrTaken) {
		t.Errorf("the folder is free: %v", err)
	}
	if err := scaffold.Write(dir, map[string][]byte{"x": []byte("3")}); err == nil {
		t.Error("a file was replaced")
	}
	if err := scaffold.Free(filepath.Join(dir, "x")); err == nil {
		t.Error("a file is a free folder")
	}
	if err := scaffold.Free(t.TempDir()); err != nil {
		t.Errorf("an empty folder is not free: %v", err)
	}
}
