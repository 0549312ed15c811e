package deploy

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/golden anew")

func TestLint(t *testing.T) {
	for _, values := range sets(t) {
		if out, err := helm(t, "lint", "--strict", chart, "--values", "testdata/values/"+values); err != nil {
			t.Errorf("%s: %v\n%s", values, err, out)
		}
	}
}

// What the chart renders is what a person has looked at.
func TestGolden(t *testing.T) {
	for _, values := range sets(t) {
		path := "testdata/golden/" + values
		got := render(t, values)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("%s: look at it, then go test -run Golden -update (-golden +rendered):\n%s", values, diff)
		}
	}
}
