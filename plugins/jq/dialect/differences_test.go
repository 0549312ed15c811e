package dialect

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// table gives the rows of the table in DIFFERENCES.md whose first column has the heading.
func table(t *testing.T, heading string) [][]string {
	t.Helper()
	text, err := os.ReadFile("../DIFFERENCES.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(text), "| "+heading+" |")
	if !ok {
		t.Fatalf("DIFFERENCES.md has no table whose first column is %q", heading)
	}
	var rows [][]string
	for _, line := range strings.Split(after, "\n")[2:] {
		if !strings.HasPrefix(line, "| ") {
			break
		}
		line = strings.ReplaceAll(strings.Trim(line, "| "), `\|`, "\x00")
		var row []string
		for cell := range strings.SplitSeq(line, " | ") {
			row = append(row, strings.ReplaceAll(cell, "\x00", "|"))
		}
		rows = append(rows, row)
	}
	return rows
}

// TestDifferences runs the programs that DIFFERENCES.md shows.
func TestDifferences(t *testing.T) {
	rows := table(t, "program")
	if len(rows) < 10 {
		t.Fatalf("only %d programs", len(rows))
	}
	for _, row := range rows {
		if len(row) != 4 {
			t.Errorf("%q: a row has four cells", row)
			continue
		}
		program, before, here := strings.Trim(row[0], "`"), row[1], row[2]
		if before == here {
			t.Errorf("%s is no difference", program)
		}
		got, err := evaluate(t, program, []byte("null"))
		switch {
		case here == "error" || here == "does not compile":
			if err == nil {
				t.Errorf("%s gave %v, want an error", program, got)
			}
		case err != nil:
			t.Errorf("%s: %v", program, err)
		default:
			if diff := cmp.Diff(plain(t, []byte(strings.Trim(here, "`"))), got); diff != "" {
				t.Errorf("%s (-listed +got):\n%s", program, diff)
			}
		}
	}
}
