package web_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/observe/web"
)

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, strings.TrimSpace(string(body))
}

func TestPages(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	var ready error
	server, err := web.Listen(t.Context(), "127.0.0.1:0", web.Options{
		Metrics: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "dray_x 1") }),
		Alive: func(context.Context) error {
			<-hang
			return nil
		},
		Ready: func(context.Context) error { return ready },
	}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	at := "http://" + server.Address()
	expect := func(path string, status int, text string) {
		t.Helper()
		if got, body := get(t, at+path); got != status || !strings.Contains(body, text) {
			t.Errorf("%s answers %d %q, want %d %q", path, got, body, status, text)
		}
	}
	expect("/metrics", 200, "dray_x 1")
	expect("/readyz", 200, "ready")
	ready = errors.New("connecting to broker k:1: refused")
	expect("/readyz", 503, "not ready: connecting to broker k:1: refused")
	expect("/healthz", 503, "not alive: it can't be told within")
	expect("/debug/pprof/", 404, "")
	expect("/v1/status", 404, "")
	response, err := http.Post(at+"/metrics", "text/plain", nil)
	if err != nil || response.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("a POST: %v, %v", response, err)
	}
	response.Body.Close()
}

func TestAPlaceThatIsTaken(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	first, err := web.Listen(t.Context(), "127.0.0.1:0", web.Options{Metrics: http.NotFoundHandler()}, log)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if _, err := web.Listen(t.Context(), first.Address(), web.Options{Metrics: http.NotFoundHandler()}, log); err == nil ||
		!strings.Contains(err.Error(), "observe.listen") {
		t.Errorf("got %v, want an error that names observe.listen", err)
	}
}
