package decrypt_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/jq/decrypt"
)

func event() any {
	return map[string]any{
		"password": vectorSealed,
		"n":        json.Number("5"),
		"none":     nil,
		"plain":    "hello",
		"users":    []any{map[string]any{"name": "ann", "password": vectorSealed}, map[string]any{"password": vectorSealed}},
		"0":        map[string]any{"x": vectorSealed},
	}
}

func TestFieldsOpensWhereThePathsLead(t *testing.T) {
	for path, place := range map[string]func(any) any{
		"password":          func(e any) any { return e.(map[string]any)["password"] },
		".password":         func(e any) any { return e.(map[string]any)["password"] },
		"users.0.password":  func(e any) any { return e.(map[string]any)["users"].([]any)[0].(map[string]any)["password"] },
		"users.-1.password": func(e any) any { return e.(map[string]any)["users"].([]any)[1].(map[string]any)["password"] },
		"0.x":               func(e any) any { return e.(map[string]any)["0"].(map[string]any)["x"] },
	} {
		given := event()
		result := decrypt.Fields(given, []string{path}, vectorSecret)
		if got := place(result.Event); got != vectorPlain {
			t.Errorf("%s: the field holds %v, want %s", path, got, vectorPlain)
		}
		if diff := cmp.Diff([]string{vectorPlain}, result.Plain); diff != "" {
			t.Errorf("%s: what was opened (-want +got):\n%s", path, diff)
		}
		if len(result.Warnings) > 0 {
			t.Errorf("%s: warnings %q, want none", path, result.Warnings)
		}
		if diff := cmp.Diff(event(), given); diff != "" {
			t.Errorf("%s: the event itself was changed (-before +after):\n%s", path, diff)
		}
	}
}

func TestFieldsLeavesTheRest(t *testing.T) {
	for path, want := range map[string]string{
		"missing":          "",
		"none":             "",
		"users.2.password": "",
		"users.x.password": "",
		"password.deeper":  "",
		"":                 "",
		"n":                "field n stays encrypted: it is not a string",
		"users":            "field users stays encrypted: it is not a string",
		"plain":            "field plain stays encrypted: it is not base64",
	} {
		result := decrypt.Fields(event(), []string{path}, vectorSecret)
		if diff := cmp.Diff(event(), result.Event); diff != "" {
			t.Errorf("%q: the event was changed (-before +after):\n%s", path, diff)
		}
		got := strings.Join(result.Warnings, "; ")
		if (want == "") != (got == "") || !strings.HasPrefix(got, want) {
			t.Errorf("%q: warning %q, want %q", path, got, want)
		}
	}
}

func TestFieldsWithoutSecretWarns(t *testing.T) {
	result := decrypt.Fields(event(), []string{"password", "missing"}, "")
	if len(result.Warnings) != 1 || !strings.Contains(result.Warnings[0], "PORT_CLIENT_SECRET") {
		t.Errorf("warnings %q, want one that names PORT_CLIENT_SECRET", result.Warnings)
	}
}
