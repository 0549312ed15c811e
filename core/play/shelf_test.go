package play

import (
	"fmt"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// A module that was dropped is compiled once, while it is among the sets that were used
// last, and closed then or at the end.
func TestModulesStayCompiled(t *testing.T) {
	cfg, err := config.Load(config.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	b, err := New(t.Context(), Options{Config: cfg, Explainer: explain.Explainer{}, Env: sdk.Env{Log: slog.New(slog.DiscardHandler), Now: time.Now}})
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../plugins/wasm/testdata/noop.wasm")
	if err != nil {
		t.Fatal(err)
	}
	const aMapping = `[{"url": "\"https://ci.example/\""}]`
	// last explains with a module and gives the step that it became.
	last := func(name, mapping string) sdk.Step {
		t.Helper()
		x, fault := b.Explain(t.Context(), Query{
			Event:   Document(`{"payload": {"action": {"invocationMethod": {"agent": true}}}}`),
			Mapping: Document(mapping), Modules: &[]Module{{Name: name, Bytes: text}},
		})
		if fault != nil || x.Outcome != "send" {
			t.Fatalf("%v %+v", fault, x)
		}
		return only(b.shelf.on[len(b.shelf.on)-1].table)
	}
	closed := func(step sdk.Step) bool {
		_, err := step.Do(t.Context(), sdk.Run{Request: &sdk.Request{Method: "POST", URL: "https://ci.example/"}})
		return err != nil
	}
	first := last("0", aMapping)
	if last("0", `[{"url": "\"https://ci.example/other\""}]`) != first || len(b.shelf.on) != 1 {
		t.Error("another mapping had the module compiled again")
	}
	for i := 1; i < kept; i++ {
		last(fmt.Sprint(i), aMapping)
	}
	if closed(first) || last("0", aMapping) != first {
		t.Errorf("%d modules were too many", kept)
	}
	second := only(b.shelf.on[0].table)
	end := last("more", aMapping)
	if len(b.shelf.on) != kept || !closed(second) || closed(first) || closed(end) {
		t.Error("another than the one that was used least lately was closed")
	}
	if err := b.Close(); err != nil || !closed(first) || !closed(end) {
		t.Errorf("a module is open still: %v", err)
	}
	// A query that was under way leaves nothing behind.
	if b.shelf.put("late", route.Table{}); len(b.shelf.on) != 0 {
		t.Error("a table was kept after the end")
	}
}

// only gives the step of the one dropped module of a table.
func only(table route.Table) sdk.Step {
	links := table[0].Chain.Links
	members, done := links[len(links)-2].Step.(sdk.Group).Members()
	defer done()
	return members[0].Step
}
