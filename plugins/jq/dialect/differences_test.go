package dialect

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/jq/dialect/jq15"
)

// table gives the rows of the table in README.md whose first column has the heading.
func table(t *testing.T, heading string) [][]string {
	t.Helper()
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(text), "| "+heading+" |")
	if !ok {
		t.Fatalf("README.md has no table whose first column is %q", heading)
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

// TestDifferences runs the programs that README.md shows.
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

var code = regexp.MustCompile("`([^`]+)`")

// TestNewer holds the README's list of what is newer than jq 1.5 to what
// jq15.Newer knows.
func TestNewer(t *testing.T) {
	listed := map[string][]string{}
	for _, row := range table(t, "newer") {
		for _, m := range code.FindAllStringSubmatch(row[1], -1) {
			listed[row[0]] = append(listed[row[0]], m[1])
		}
	}
	if diff := cmp.Diff(jq15.Formats(), listed["formats"]); diff != "" {
		t.Errorf("formats (-known +listed):\n%s", diff)
	}
	var names []string
	for _, name := range jq15.Functions() {
		bare, parameters, _ := strings.Cut(name, "/")
		count, err := strconv.Atoi(parameters)
		if err != nil {
			t.Fatal(err)
		}
		call := bare
		if count > 0 {
			call += "(." + strings.Repeat("; .", count-1) + ")"
		}
		found := jq15.Newer(call)
		if len(found) != 1 || found[0] != bare && found[0] != name {
			t.Errorf("in %s is newer: %q", call, found)
		}
		names = append(names, found...)
	}
	if diff := cmp.Diff(slices.Compact(names), listed["functions"]); diff != "" {
		t.Errorf("functions (-known +listed):\n%s", diff)
	}
	if len(listed["syntax"]) < 10 {
		t.Errorf("the syntax is only %q", listed["syntax"])
	}
	for _, program := range listed["syntax"] {
		if _, err := Compile(program, Options{}); err != nil || len(jq15.Newer(program)) != 1 {
			t.Errorf("%s: %v, newer is %q; want it to compile, and one thing newer", program, err, jq15.Newer(program))
		}
	}
}
