package http

import (
	"io"
	"log/slog"
	"net"
	nethttp "net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/drayhq/dray/sdk"
)

// held checks that a run is to be retried without having been sent, and gives why.
func held(t *testing.T, s *step, run sdk.Run) string {
	t.Helper()
	after, err := s.Do(t.Context(), run)
	outcome, wait := sdk.OutcomeOf(err)
	if outcome != sdk.Retryable || sdk.Doubtful(err) || wait == 0 || after.Reply != nil || !strings.Contains(err.Error(), "not sent this time") {
		t.Fatalf("%v, %v, in doubt: %v, wait %s, reply %v; want it held back", outcome, err, sdk.Doubtful(err), wait, after.Reply)
	}
	return err.Error()
}

func TestAHostThatIsAwayIsLeftAlone(t *testing.T) {
	var connections atomic.Int64
	url := strings.Replace(peer(t, func(conn net.Conn) {
		connections.Add(1)
		_, _ = io.WriteString(conn, "HTTP/1.0 400 Bad Request\r\n\r\n")
		untilClosed(conn)
	}), "http", "https", 1)
	var _ sdk.Readier = (*step)(nil)
	s := openStep(t, "breaker: {failures: 3, delay: 1h}", testEnv)
	for range 3 {
		if err := s.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Do(t.Context(), runTo("POST", url+"/a", "x")); err == nil {
			t.Fatal("sent")
		}
	}
	for range 20 {
		why := held(t, s, runTo("POST", url+"/b", "x"))
		for _, part := range []string{url + " seems to be away since 2024-04-16T14:31:29Z", "does not look like a TLS handshake"} {
			if !strings.Contains(why, part) {
				t.Fatalf("%q lacks %q", why, part)
			}
		}
	}
	if err := s.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), url) {
		t.Errorf("Ready says %v", err)
	}
	if n := connections.Load(); n != 3 {
		t.Errorf("%d connections were made, want 3", n)
	}
}

func TestWhatCountsAgainstAnEndpoint(t *testing.T) {
	answers := map[string]string{
		"/500": "500 x", "/502": "502 x", "/504": "504 x", "/silent": "", // open its breaker
		"/503": "503 x", "/429": "429 x", "/400": "400 x", "/201": "201 x", "/408": "408 x",
	}
	server := httptest.NewServer(nethttp.HandlerFunc(func(w nethttp.ResponseWriter, r *nethttp.Request) {
		conn, _, err := nethttp.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		if answer := answers[r.URL.Path]; answer != "" {
			_, _ = io.WriteString(conn, "HTTP/1.1 "+answer+"\r\nConnection: close\r\nContent-Length: 9\r\n\r\nno t0ken!")
		}
		conn.Close()
	}))
	defer server.Close()
	env := testEnv
	env.Mask = func(_ sdk.Run, text string) string { return strings.ReplaceAll(text, "t0ken", "***") }
	for path, answer := range answers {
		t.Run(path, func(t *testing.T) {
			s := openStep(t, "breaker: {failures: 2, endpoint_failures: 3, delay: 1h}", env)
			for range 3 {
				if _, err := s.Do(t.Context(), runTo("POST", server.URL+path, "x")); err != nil && strings.Contains(err.Error(), "not sent") {
					t.Fatal(err)
				}
			}
			if err := s.Ready(t.Context()); err != nil {
				t.Errorf("the host is there, and Ready says %v", err)
			}
			switch path {
			case "/500", "/502", "/504", "/silent":
				why := held(t, s, runTo("POST", server.URL+path, "x"))
				if answer != "" && !strings.Contains(why, "it answered "+answer[:3]) || strings.Contains(why, "t0ken") || strings.Contains(why, "may have started") {
					t.Error(why)
				}
			default:
				if _, err := s.Do(t.Context(), runTo("POST", server.URL+path, "x")); err != nil && strings.Contains(err.Error(), "not sent") {
					t.Error(err)
				}
			}
			if _, err := s.Do(t.Context(), runTo("POST", server.URL+"/201", "x")); err != nil {
				t.Errorf("another path: %v", err)
			}
		})
	}
}

// A run that is cut off from our side, or that may not go where it wants to, says
// nothing of the host.
func TestWhatCountsAgainstNobody(t *testing.T) {
	s := openStep(t, "{deny_private: true, breaker: {failures: 1, endpoint_failures: 1, delay: 1h}}", testEnv)
	for range 3 {
		_, err := s.Do(t.Context(), runTo("POST", "http://localhost:1/", "x"))
		if outcome, _ := sdk.OutcomeOf(err); outcome != sdk.Permanent {
			t.Fatalf("%v, want it refused for good", err)
		}
	}
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestBreakersOff(t *testing.T) {
	gone := "http://" + nobody(1)
	s := openStep(t, "breaker: {failures: 0, endpoint_failures: 0}", testEnv)
	for range 20 {
		if _, err := s.Do(t.Context(), runTo("POST", gone, "x")); !strings.Contains(err.Error(), "connection refused") {
			t.Fatal(err)
		}
	}
}

// nobody gives the n-th address, from 1, where nobody listens: one that no test can be
// given, as it can that of a listener that was closed.
func nobody(n int) string { return "127.0.0.1:" + strconv.Itoa(n) }

// A breaker that opens tells the operator, once.
func TestAnOpenBreakerIsLogged(t *testing.T) {
	var text strings.Builder
	env := testEnv
	env.Log = slog.New(slog.NewTextHandler(&text, nil))
	s := openStep(t, "breaker: {failures: 2, delay: 1h}", env)
	for n := range 5 {
		_, _ = s.Do(t.Context(), runTo("POST", "http://"+nobody(n+1), "x"))
	}
	if strings.Contains(text.String(), "held back") {
		t.Error("five hosts failed once each, and a breaker is open")
	}
	gone := "http://" + nobody(6)
	for range 5 {
		_, _ = s.Do(t.Context(), runTo("POST", gone, "x"))
	}
	if strings.Count(text.String(), "level=WARN") != 1 || !strings.Contains(text.String(), gone) {
		t.Error(text.String())
	}
}
