package explain

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

// What a step changed is shown as it is sent: numbers keep their digits.
func TestChangesKeepNumbers(t *testing.T) {
	body := func(n string) *sdk.Request {
		return &sdk.Request{Method: "POST", Body: map[string]any{"n": json.Number(n)}}
	}
	got := changes(body("12345678901234567890.10"), body("12345678901234567890.20"))
	want := []Change{{
		Op: "replace", Path: "/body/n",
		Value: json.Number("12345678901234567890.20"), Was: json.Number("12345678901234567890.10"),
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
