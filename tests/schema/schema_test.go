package schema

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	root      = "../.."
	committed = root + "/configs/dray.schema.json"
)

var update = flag.Bool("update", false, "write configs/dray.schema.json anew")

// The committed schema is that of the config and the plugins as they are now.
func TestTheSchemaIsUpToDate(t *testing.T) {
	made, err := Make(root)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(committed, made, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(committed)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(have), "\n"), strings.Split(string(made), "\n")); diff != "" {
		t.Errorf("make schema, and commit it (-committed +made):\n%s", diff)
	}
}
