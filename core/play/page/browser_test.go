package page_test

import (
	"bytes"
	"context"
	"log/slog"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/core/play"
	"github.com/drayhq/dray/core/play/page"
)

// A browser shows the request, numbers as they are sent, and what is HTML as the text that it is.
func TestABrowserShowsTheRequest(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("it takes a browser: apt-get install --no-install-recommends chromium")
	}
	listener, place, err := page.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	start := play.Start{
		Event:   anEvent(`, "n": ["<img src=x onerror=\"document.title = 'taken over'\">", 12345678901234567890]`),
		Mapping: aMapping, File: "<img src=x onerror=\"document.title = 'taken over'\">",
	}
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() {
		served <- page.Serve(ctx, listener, page.Handler(bench(t), start, place), slog.New(slog.DiscardHandler))
	}()
	defer func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	}()
	bound, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var log bytes.Buffer
	// Time runs ahead in the page once it waits for nothing: after 5 s of it all is settled.
	cmd := exec.CommandContext(bound, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
		"--user-data-dir="+t.TempDir(), "--virtual-time-budget=5000", "--dump-dom", place.String())
	cmd.Stderr = &log
	shown, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &log)
	}
	_, result, _ := strings.Cut(string(shown), `<div id="result">`)
	for _, want := range []string{
		`<span class="badge send">send</span>`, `<b>POST</b> https://ci.example/</p>`,
		`"&lt;img src=x onerror=\"document.title = 'taken over'\"&gt;",` + "\n    1.2345678901234567e+19\n", `<h3>jq</h3>`, `<h3>http</h3>`,
	} {
		if !strings.Contains(result, want) {
			t.Errorf("%s is not in the page:\n%s", want, shown)
		}
	}
	if strings.Contains(string(shown), "<img") || !strings.Contains(string(shown), "<title>dray play</title>") {
		t.Errorf("what came from outside became part of the page:\n%s", shown)
	}
}
