package circleci

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/drayhq/dray/sdk"
)

const classic = "https://circleci.com/api/v2/project/gh%2Forg%2Frepo/pipeline"

func tryOpen(tb testing.TB, settings string, env sdk.Env) (*step, error) {
	tb.Helper()
	decode := func(into any) error {
		return yaml.UnmarshalWithOptions([]byte(cmp.Or(settings, "{}")), into, yaml.Strict())
	}
	opened, err := Plugin().Open(tb.Context(), decode, env)
	if err != nil {
		return nil, err
	}
	return opened.(*step), nil
}

func openStep(tb testing.TB, settings string) *step {
	tb.Helper()
	s, err := tryOpen(tb, settings, sdk.Env{})
	if err != nil {
		tb.Fatalf("opening with %q: %v", settings, err)
	}
	return s
}

// withConfig opens a step beside a project's config.
func withConfig(tb testing.TB, config, settings string) (*step, error) {
	tb.Helper()
	dir := tb.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "config.yml"), []byte(config), 0o600); err != nil {
		tb.Fatal(err)
	}
	return tryOpen(tb, "config: config.yml\n"+settings, sdk.Env{Dir: dir})
}

// runTo is a run of a request to url with a body in JSON.
func runTo(tb testing.TB, url, body string) sdk.Run {
	tb.Helper()
	run := sdk.Run{ID: "r_1", Attempt: 1, Request: &sdk.Request{Method: "POST", URL: url, Header: sdk.Header{"Circle-Token": {"t"}}}}
	decode(tb, body, &run.Request.Body)
	return run
}

func decode(tb testing.TB, text string, into any) {
	tb.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		tb.Fatalf("decoding %s: %v", text, err)
	}
}
