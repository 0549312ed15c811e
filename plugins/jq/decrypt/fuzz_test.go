package decrypt_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/jq/decrypt"
)

// FuzzDecryptPath holds Fields to its word for any path, event and value: no
// crash, the event unchanged, and every opened field one that was there.
func FuzzDecryptPath(f *testing.F) {
	f.Add("users.0.password", `{"users":[{"password":"`+vectorSealed+`"}]}`, vectorSecret)
	f.Add(".a.-1", `{"a":["`+vectorSealed+`"]}`, vectorSecret)
	f.Add("a..b", `{"a":{"":{"b":null}}}`, "")
	f.Add("99999999999999999999", `[]`, vectorSecret)
	f.Fuzz(func(t *testing.T, path, text, secret string) {
		var event, before any
		if json.Unmarshal([]byte(text), &event) != nil || json.Unmarshal([]byte(text), &before) != nil {
			return
		}
		result := decrypt.Fields(event, []string{path}, secret)
		if diff := cmp.Diff(before, event); diff != "" {
			t.Errorf("the event was changed (-before +after):\n%s", diff)
		}
		if len(result.Plain) == 0 && !cmp.Equal(event, result.Event) {
			t.Error("nothing was opened, yet the event differs")
		}
		if len(result.Plain)+len(result.Warnings) > 1 {
			t.Errorf("one path led to %d texts and %d warnings", len(result.Plain), len(result.Warnings))
		}
	})
}
