package dialect

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/jq/dialect/jq15"
)

// TestConformance runs the shared suite's jq cases. One that differs is listed in
// the README, by its label, or uses what the README lists as newer than jq 1.5. One
// that is listed must differ, so that the list can't outlive its reasons.
func TestConformance(t *testing.T) {
	dir := os.Getenv("DRAY_CONFORMANCE_DIR")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared", "conformance")
	}
	text, err := os.ReadFile(filepath.Join(dir, "jq_cases.json"))
	if err != nil {
		t.Skipf("the conformance suite isn't here: put it beside the repository, in ../shared/conformance, "+
			"or name its folder in DRAY_CONFORMANCE_DIR: %v", err)
	}
	var cases []struct {
		Label, Expr, PyJQ string
		Data              json.RawMessage
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	accepted := map[string]bool{}
	for _, row := range table(t, "case") {
		accepted[row[0]] = true
	}
	for _, c := range cases {
		t.Run(c.Label, func(t *testing.T) {
			got, err := evaluate(t, c.Expr, c.Data)
			diff := against(t, c.PyJQ, got, err)
			newer := len(jq15.Newer(c.Expr)) > 0 && (strings.HasPrefix(c.PyJQ, "COMPILE-ERR ") || strings.HasPrefix(c.PyJQ, "ERR "))
			switch {
			case diff != "" && !accepted[c.Label] && !newer:
				t.Errorf("%s (-jq 1.5 +got): %s", c.Expr, diff)
			case diff == "" && accepted[c.Label]:
				t.Errorf("%s does as jq 1.5 does: the README should no longer list it", c.Expr)
			}
		})
	}
}

// against compares with what the suite says of jq 1.5: JSON, or how it failed.
func against(t *testing.T, pyjq string, got any, err error) string {
	t.Helper()
	for _, failure := range []string{"ERR ", "COMPILE-ERR ", "CRASH ", "HANG"} {
		if strings.HasPrefix(pyjq, failure) {
			if err != nil {
				return ""
			}
			return cmp.Diff(any(pyjq), got)
		}
	}
	if err != nil {
		return cmp.Diff(pyjq, err.Error())
	}
	return cmp.Diff(plain(t, []byte(pyjq)), got)
}
