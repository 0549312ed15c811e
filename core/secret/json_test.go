package secret_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/secret"
)

func TestMaskJSON(t *testing.T) {
	set := secret.New("s3cr3t-token", "1234567", "tok")
	in := map[string]any{
		"plain":        "text",
		"s3cr3t-token": true,
		"list":         []any{"a s3cr3t-token", "tok", nil, false, json.Number("1234567"), json.Number("7")},
		"float":        float64(1234567),
		"int":          1234567,
		"strings":      []string{"tok"},
		"map":          map[string]string{"tok": "s3cr3t-token"},
	}
	want := map[string]any{
		"plain":   "text",
		"***":     true,
		"list":    []any{"a ***", "***", nil, false, "***", json.Number("7")},
		"float":   "***",
		"int":     "***",
		"strings": []string{"***"},
		"map":     map[string]string{"***": "***"},
	}
	if diff := cmp.Diff(want, set.MaskJSON(in)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if in["s3cr3t-token"] != true || in["list"].([]any)[1] != "tok" {
		t.Error("the value that was given was changed")
	}
}
