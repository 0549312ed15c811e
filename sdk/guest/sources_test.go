package guest_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/drayhq/dray/sdk/guest"
)

// Each SDK is there whole, with its license, and without what it is tested and built by.
func TestSDK(t *testing.T) {
	license, err := os.ReadFile("../../LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	for language, entry := range map[string]string{
		"go": "doc.go", "rust": "src/lib.rs", "assemblyscript": "index.ts", "c": "dray.h",
	} {
		files, err := guest.SDK(language)
		if err != nil {
			t.Errorf("%s: %v", language, err)
			continue
		}
		for _, name := range []string{entry, "README.md"} {
			want, err := os.ReadFile(language + "/" + name)
			if err != nil || !bytes.Equal(files[name], want) {
				t.Errorf("%s: %s is another than in the folder (%v)", language, name, err)
			}
		}
		if !bytes.Equal(files["LICENSE"], license) {
			t.Errorf("%s: its license is another than dray's", language)
		}
		for name := range files {
			for _, part := range []string{"conformance", "node_modules", "target", "lock", ".wasm", "_test.go", "build.sh"} {
				if strings.Contains(name, part) {
					t.Errorf("%s: %s is no part of an SDK", language, name)
				}
			}
		}
	}
	if _, err := guest.SDK("perl"); err == nil {
		t.Error("there is an SDK for perl")
	}
}

// Every file of an SDK's sources is embedded: the patterns miss none that was added.
func TestEverySourceIsThere(t *testing.T) {
	for language, endings := range map[string][]string{
		"go": {".go", ".s"}, "rust": {".rs", "Cargo.toml"}, "assemblyscript": {".ts", "package.json", "asconfig.json"}, "c": {".h", ".c"},
	} {
		files, err := guest.SDK(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range sources(t, language) {
			for _, ending := range endings {
				if _, there := files[name]; strings.HasSuffix(name, ending) && !there {
					t.Errorf("%s: %s is not embedded", language, name)
				}
			}
		}
	}
}

// sources lists the files of an SDK's folder that are its sources.
func sources(t *testing.T, language string) []string {
	t.Helper()
	var names []string
	var list func(dir string)
	list = func(dir string) {
		entries, err := os.ReadDir(language + "/" + dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			name := dir + entry.Name()
			switch {
			case entry.IsDir() && entry.Name() != "conformance" && entry.Name() != "node_modules" && entry.Name() != "target":
				list(name + "/")
			case !entry.IsDir() && !strings.HasSuffix(name, "_test.go"):
				names = append(names, name)
			}
		}
	}
	list("")
	return names
}
