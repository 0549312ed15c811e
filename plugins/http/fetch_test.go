package http

import (
	nethttp "net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/drayhq/dray/sdk"
)

func TestFetch(t *testing.T) {
	asked := make(chan *nethttp.Request, 8)
	server := httptest.NewServer(nethttp.HandlerFunc(func(w nethttp.ResponseWriter, r *nethttp.Request) {
		asked <- r
		switch r.URL.Path {
		case "/moved":
			nethttp.Redirect(w, r, "/here", nethttp.StatusFound)
		case "/down":
			w.WriteHeader(nethttp.StatusServiceUnavailable)
		default:
			w.Header().Set("RateLimit-Limit", "7")
			_, _ = w.Write([]byte("body"))
		}
	}))
	defer server.Close()
	s := openStep(t, "breaker: {failures: 1, endpoint_failures: 1}", testEnv)
	get := func(path string) (sdk.Reply, error) {
		return s.Fetch(t.Context(), sdk.Request{
			Method: "GET", URL: server.URL + path, Header: sdk.Header{"Circle-Token": {"x"}}, Query: []sdk.Param{{Name: "page-token", Value: "a b"}},
		})
	}
	for path, want := range map[string]int{"/here": 200, "/moved": 302, "/down": 503} {
		reply, err := get(path)
		if err != nil || reply.Status != want || path == "/here" && (string(reply.Body) != "body" || reply.Header.Get("ratelimit-limit") != "7") {
			t.Errorf("%s: %+v, %v", path, reply, err)
		}
		r := <-asked
		if r.Header.Get("X-Port-Signature") != "" || r.Header.Get("Circle-Token") != "x" || r.URL.Query().Get("page-token") != "a b" || len(asked) > 0 {
			t.Errorf("%s: asked with %v, and %d more", path, r.Header, len(asked))
		}
	}
	if err := s.Ready(t.Context()); err != nil {
		t.Errorf("what was read keeps runs back: %v", err)
	}
}

// A read goes where a run may go, and nowhere else.
func TestWhereReadsMayGo(t *testing.T) {
	server := httptest.NewServer(nethttp.NotFoundHandler())
	defer server.Close()
	gone := server.URL
	for _, c := range []struct{ settings, url, text string }{
		{"", "http://169.254.169.254/", "link-local or cloud-metadata"},
		{"deny_private: true", gone, "deny_private"},
		{"hosts: [ci.example]", gone, "(ci.example)"},
		{"", "ci.example", "does not begin with http"},
		{"", "http://127.0.0.1:1", "connect"},
	} {
		_, err := openStep(t, c.settings, testEnv).Fetch(t.Context(), sdk.Request{Method: "GET", URL: c.url})
		if err == nil || !strings.Contains(err.Error(), c.text) {
			t.Errorf("%s with %q: %v, want %q", c.url, c.settings, err, c.text)
		}
	}
}
