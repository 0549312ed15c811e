package demo_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/demo"
)

// Alone the stand-ins take what the demo's dray sends them.
func TestStandIns(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- demo.StandIns(ctx, slog.New(slog.NewJSONHandler(in, nil)), "127.0.0.1:0", "127.0.0.1:0")
		in.Close()
	}()
	lines := json.NewDecoder(out)
	served := map[string]string{}
	for range 2 {
		var line struct {
			URL     string `json:"url"`
			StandIn string `json:"stand_in"`
		}
		if err := lines.Decode(&line); err != nil {
			t.Fatal(err)
		}
		served[line.StandIn] = line.URL
	}
	go io.Copy(io.Discard, io.MultiReader(lines.Buffered(), out))
	ask := func(url, token, body string, want int) {
		t.Helper()
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewBufferString(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Circle-Token", token)
		request.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s answers %d, want %d", url, answer.StatusCode, want)
		}
	}
	ask(served["port"]+"/v1/auth/access_token", "", `{"clientId":"demo-client-id","clientSecret":"demo-client-secret"}`, http.StatusOK)
	ask(served["circleci"]+"/api/v2/project/gh%2Fharbour%2Fcrane/pipeline", "demo-circleci-token", `{"branch":"main"}`, http.StatusCreated)
	ask(served["circleci"]+"/api/v2/project/gh%2Fharbour%2Fcrane/pipeline", "another", `{}`, http.StatusUnauthorized)
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if err := demo.StandIns(t.Context(), slog.New(slog.DiscardHandler), "127.0.0.1:0", "nowhere"); err == nil || !strings.Contains(err.Error(), "listening on nowhere") {
		t.Errorf("of an address that is none it says %v", err)
	}
}
