package guests_test

import (
	"path/filepath"
	"testing"
)

// Every example does what its own cases.json says, which is what its README shows.
func TestExamples(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(root + "wasm-examples/*/README.md")
	if err != nil || len(files) < 4 {
		t.Fatalf("looking for examples: found %v, %v", files, err)
	}
	for _, file := range files {
		folder := filepath.Dir(file)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			path := module(t, "wasm-examples/"+filepath.Base(folder))
			for _, c := range readCases(t, filepath.Join(folder, "cases.json")) {
				t.Run(c.Does, func(t *testing.T) {
					step, err := open(t, path, c.Config, c.Now)
					if c.Want.Outcome == "refuse" {
						c.checkRefused(t, step, err)
						return
					}
					if err != nil {
						t.Fatalf("opening %s: %v", path, err)
					}
					c.check(t, step)
				})
			}
		})
	}
}
