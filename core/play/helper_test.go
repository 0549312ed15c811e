package play_test

import (
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/core/play"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

const aMapping = `[{"url": "\"https://ci.example/\"", "body": {"n": ".n"}}]`

// anEvent is one that the agent takes up, with members besides.
func anEvent(members string) string {
	return `{"action": "a", "context": {"runId": "r_1"}, "payload": {"action": {"invocationMethod": {"agent": true}}}` + members + `}`
}

// guest gives the bytes of a module that the wasm plugin is tested with.
func guest(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile("../../plugins/wasm/testdata/" + name + ".wasm")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// bench opens a config, "" for none, whose folder of modules holds those.
func bench(t testing.TB, yaml string, modules ...string) *play.Bench {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, text []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "transforms"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range modules {
		write("transforms/"+name+".wasm", guest(t, name))
	}
	if yaml != "" {
		write("dray.yaml", []byte(yaml))
	}
	cfg, err := config.Load(config.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	b, err := play.New(t.Context(), play.Options{
		Config: cfg, Mapping: "m.json", Explainer: explain.Explainer{Secrets: secret.New("the-vaults-own")},
		Env: sdk.Env{
			Log: slog.New(slog.DiscardHandler), Now: time.Now, Dir: cfg.Dir, Environ: []string{"PASSED=passed-value"},
			Sensitive: secret.Headers{}.Sensitive,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// ask gives what becomes of a query: what was explained, or the fault below "error".
func ask(t testing.TB, b *play.Bench, query map[string]any) map[string]any {
	t.Helper()
	text, err := json.Marshal(query)
	if err != nil {
		t.Fatal(err)
	}
	var q play.Query
	if err := json.Unmarshal(text, &q); err != nil {
		t.Fatal(err)
	}
	x, fault := b.Explain(t.Context(), q)
	given := any(x)
	if fault != nil {
		given = map[string]any{"error": fault}
	}
	if text, err = json.Marshal(given); err != nil {
		t.Fatal(err)
	}
	var answer map[string]any
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}
