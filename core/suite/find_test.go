package suite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFind(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, path := range []string{
		"a_test.yaml", "a.yaml", "b/c_test.yaml", "b/d/e_test.yaml", "b/.git/f_test.yaml", "b/_x/g_test.yaml",
		"b/testdata/h_test.yaml", "none/x", "b/named.yaml", "dir_test.yaml/x",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct{ paths, want string }{
		{".", "a_test.yaml"},
		{"./", "a_test.yaml"},
		{"b", "b/c_test.yaml"},
		{"b/...", "b/c_test.yaml b/d/e_test.yaml"},
		{"...", "a_test.yaml b/c_test.yaml b/d/e_test.yaml"},
		{"./... b/c_test.yaml a_test.yaml", "a_test.yaml b/c_test.yaml b/d/e_test.yaml"},
		{"b/named.yaml", "b/named.yaml"},
		{"b/_x", "b/_x/g_test.yaml"},
	} {
		got, err := Find(strings.Fields(test.paths))
		if diff := cmp.Diff(strings.Fields(test.want), got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", test.paths, err, diff)
		}
	}
	for paths, want := range map[string]string{
		"none":     "no test files: looked for *_test.yaml in none. Put one beside the config, such as dray_test.yaml:\n\n" + Minimal,
		"none/...": "no test files: looked for *_test.yaml in none and below.",
		". none":   "no test files: looked for *_test.yaml in none.",
		"nowhere":  "looking for tests: stat nowhere: no such file or directory",
	} {
		if _, err := Find(strings.Fields(paths)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v\nwant %s", paths, err, want)
		}
	}
}
