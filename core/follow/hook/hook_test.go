package hook

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/standin/circleci/hook"
)

// From CircleCI's documentation of webhooks.
func TestSigned(t *testing.T) {
	const sum = "734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a"
	for header, want := range map[string]bool{
		"v1=" + sum: true, "v0=00, v1=" + sum: true, "v1=" + strings.ToUpper(sum): true,
		"": false, "v1=": false, sum: false, "v2=" + sum: false, "v1=" + sum[:62]: false, "v1=zz": false, "v1=" + strings.Replace(sum, "7", "8", 1): false,
	} {
		if signed(header, []byte("hello world"), "secret") != want {
			t.Errorf("%q is taken: %v", header, !want)
		}
	}
}

// sign is the stand-in's, which has the documentation's examples as its test.
func sign(body, secret string) string { return hook.Sign([]byte(body), secret) }

const event1 = `{"id":"e-1","type":"workflow-completed","pipeline":{"id":"p-1"},"workflow":{"status":"success"}}`

func TestHandler(t *testing.T) {
	var nudged []string
	var log bytes.Buffer
	h := &Handler{Secret: "hush", Log: slog.New(slog.NewTextHandler(&log, nil)),
		Nudge: func(id string) bool { nudged = append(nudged, id); return true }}
	for _, c := range []struct {
		name, method, body, secret string
		want                       int
	}{
		{"an event", http.MethodPost, event1, "hush", 204},
		{"its duplicate", http.MethodPost, event1, "hush", 204},
		{"one of a job", http.MethodPost, strings.NewReplacer("workflow-completed", "job-completed", "e-1", "e-2").Replace(event1), "hush", 204},
		{"another", http.MethodPost, strings.NewReplacer("e-1", "e-3", "p-1", "p-2").Replace(event1), "hush", 204},
		{"forged", http.MethodPost, strings.ReplaceAll(event1, "e-1", "e-4"), "guess", 401},
		{"forged again", http.MethodPost, strings.ReplaceAll(event1, "e-1", "e-5"), "guess", 401},
		{"no JSON", http.MethodPost, "x", "hush", 400},
		{"too large", http.MethodPost, strings.Repeat("x", maxBytes+1), "hush", 413},
		{"a look", "GET", "", "hush", 405},
	} {
		r := httptest.NewRequest(c.method, "/any", strings.NewReader(c.body))
		r.Header.Set("circleci-signature", sign(c.body, c.secret))
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%s is answered %d, want %d", c.name, w.Code, c.want)
		}
	}
	if !slices.Equal(nudged, []string{"p-1", "p-2"}) || strings.Count(log.String(), "WARN") != 1 {
		t.Errorf("looked at %v; the log says %s", nudged, log.String())
	}
	w := httptest.NewRecorder()
	(&Handler{Log: h.Log}).ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", strings.NewReader(event1)))
	if w.Code != 401 {
		t.Errorf("without a secret an event is answered %d", w.Code)
	}
}

func TestSeenForgetsTheOldest(t *testing.T) {
	var s seen
	for i := range remembered + 1 {
		if !s.first(fmt.Sprint(i)) {
			t.Fatalf("%d is known", i)
		}
	}
	if s.first("1") || !s.first("0") || len(s.known) != remembered || !s.first("") || !s.first("") {
		t.Error("the oldest alone is to be forgotten")
	}
}

func TestServe(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	h := &Handler{Secret: "hush", Log: slog.New(slog.DiscardHandler), Nudge: func(string) bool { return true }}
	go func() { done <- Serve(ctx, l, h, h.Log) }()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+l.Addr().String(), strings.NewReader(event1))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("circleci-signature", sign(event1, "hush"))
	response, err := http.DefaultClient.Do(r)
	if err != nil || response.StatusCode != http.StatusNoContent {
		t.Errorf("%v, %v", response, err)
	}
	response.Body.Close()
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func FuzzHandler(f *testing.F) {
	f.Add([]byte(event1))
	f.Fuzz(func(t *testing.T, body []byte) {
		h := &Handler{Secret: "hush", Log: slog.New(slog.DiscardHandler), Nudge: func(id string) bool {
			if id == "" {
				t.Error("a pipeline without an id is looked at")
			}
			return true
		}}
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
		r.Header.Set("circleci-signature", sign(string(body), "hush"))
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != 204 && w.Code != 400 && w.Code != 413 {
			t.Errorf("answered %d", w.Code)
		}
	})
}
