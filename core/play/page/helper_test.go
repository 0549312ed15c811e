package page_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/play"
	"github.com/drayhq/dray/core/play/page"
	"github.com/drayhq/dray/sdk"
)

const aMapping = `[{"url": "\"https://ci.example/\"", "body": {"n": ".n"}}]`

// anEvent is one that the agent takes up, with members besides.
func anEvent(members string) string {
	return `{"action": "a", "context": {"runId": "r_1"}, "payload": {"action": {"invocationMethod": {"agent": true}}}` + members + `}`
}

// bench opens routes without a config.
func bench(t testing.TB) *play.Bench {
	t.Helper()
	cfg, err := config.Load(config.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	b, err := play.New(t.Context(), play.Options{
		Config: cfg, Mapping: "m.json", Env: sdk.Env{Log: slog.New(slog.DiscardHandler), Now: time.Now, Dir: cfg.Dir},
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

// at gives the place of a listener on loopback, which is closed again.
func at(t testing.TB) (page.Place, string) {
	t.Helper()
	listener, place, err := page.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return place, listener.Addr().String()
}

// handler serves a bench at host.
func handler(t testing.TB, b *play.Bench, start play.Start) (h http.Handler, host string) {
	t.Helper()
	place, host := at(t)
	return page.Handler(b, start, place), host
}

// ask posts a query and gives the status and what the answer holds.
func ask(t testing.TB, h http.Handler, host, query string) (int, map[string]any) {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+host+"/api/explain", strings.NewReader(query))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var answer map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatalf("%v: %s", err, w.Body)
	}
	return w.Code, answer
}

// marshal gives a query's JSON.
func marshal(t testing.TB, query map[string]any) string {
	t.Helper()
	text, err := json.Marshal(query)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
