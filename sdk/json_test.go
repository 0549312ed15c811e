package sdk_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

func TestDecoded(t *testing.T) {
	for _, c := range []struct{ body, want any }{
		{nil, nil},
		{"text", "text"},
		{sdk.JSON(`null`), nil},
		{sdk.JSON(`"text"`), "text"},
		{sdk.JSON(`{"a":[1.50,true]}`), map[string]any{"a": []any{json.Number("1.50"), true}}},
		{sdk.JSON(`{"a"`), `{"a"`},
	} {
		if diff := cmp.Diff(c.want, sdk.Decoded(c.body)); diff != "" {
			t.Errorf("%#v (-want +got):\n%s", c.body, diff)
		}
	}
	text, err := json.Marshal(map[string]any{"body": sdk.JSON(`{"a":1.50}`)})
	if want := `{"body":{"a":1.50}}`; err != nil || string(text) != want {
		t.Errorf("%s, %v; want %s", text, err, want)
	}
}
