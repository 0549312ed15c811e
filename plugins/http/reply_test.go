package http

import (
	"fmt"
	"io"
	"net"
	nethttp "net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/drayhq/dray/sdk"
)

func TestReply(t *testing.T) {
	server := httptest.NewServer(nethttp.HandlerFunc(func(w nethttp.ResponseWriter, r *nethttp.Request) {
		var status int
		_, _ = fmt.Sscanf(r.URL.Path, "/%d", &status)
		w.Header().Set("X-Kind", "test")
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `{"message":"m"}`)
	}))
	defer server.Close()
	s := openStep(t, "", testEnv)
	for status, want := range map[int]sdk.Outcome{
		201: sdk.Continue, 404: sdk.Permanent, 429: sdk.Retryable, 500: sdk.Uncertain, 302: sdk.Permanent,
	} {
		run, err := s.Do(t.Context(), runTo("POST", fmt.Sprintf("%s/%d", server.URL, status), nil))
		if got, _ := sdk.OutcomeOf(err); got != want {
			t.Errorf("%d: %v, %v; want %v", status, got, err, want)
		}
		reply := run.Reply
		if reply == nil || reply.Status != status || string(reply.Body) != `{"message":"m"}` ||
			reply.Header.Get("x-kind") != "test" || reply.Duration <= 0 {
			t.Errorf("%d: the reply beside the error is %+v", status, reply)
		}
	}
}

// An endpoint that shows what it was sent must not have the signature told to Port.
func TestASignatureThatComesBackIsASecret(t *testing.T) {
	server := httptest.NewServer(nethttp.HandlerFunc(func(w nethttp.ResponseWriter, r *nethttp.Request) {
		_, _ = io.WriteString(w, r.Header.Get("X-Port-Signature"))
	}))
	defer server.Close()
	run, err := openStep(t, "", testEnv).Do(t.Context(), runTo("POST", server.URL, "x"))
	if err != nil || len(run.Reply.Body) == 0 || !slices.Contains(run.Secrets, string(run.Reply.Body)) {
		t.Errorf("%v, answered %q; it is none of the secrets %q", err, run.Reply.Body, run.Secrets)
	}
}

// So with the fields that carry secrets, whether or not their values come from
// the environment, which jq keeps an eye on.
func TestSensitiveFieldsAreSecrets(t *testing.T) {
	env := testEnv
	env.Sensitive = func(name string) bool { return name == "Circle-Token" }
	run := runTo("POST", "http://127.0.0.1:1", nil).WithSecrets("known-already")
	run.Request.Header = sdk.Header{"Circle-Token": {"known-already", "literal-token"}, "X": {"harmless"}}
	run, err := openStep(t, "", env).Preview(t.Context(), run)
	if want := []string{"known-already", "literal-token"}; err != nil || !slices.Equal(run.Secrets, want) {
		t.Errorf("%v, the secrets are %q, want %q", err, run.Secrets, want)
	}
}

// An endpoint that answers 101 and keeps the connection must not keep the run.
func TestSwitchingProtocolsEnds(t *testing.T) {
	url := peer(t, func(conn net.Conn) {
		_, _ = conn.Read(make([]byte, 4096))
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
		untilClosed(conn)
	})
	run, err := openStep(t, "", testEnv).Do(t.Context(), runTo("POST", url, nil))
	if outcome, _ := sdk.OutcomeOf(err); outcome != sdk.Permanent || run.Reply == nil || run.Reply.Status != 101 {
		t.Errorf("%v with the reply %+v, want a failure", err, run.Reply)
	}
}

func TestReplyIsBounded(t *testing.T) {
	long := strings.Repeat("x", 3000)
	chunked := "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
	for _, c := range []struct {
		name    string
		serve   func(net.Conn)
		body    int
		warning string
	}{
		{"within", answering("HTTP/1.1 201 Created\r\nContent-Length: 1024\r\n\r\n" + long[:1024]), 1024, ""},
		{"longer", answering("HTTP/1.1 201 Created\r\nContent-Length: 3000\r\n\r\n" + long), 1024, "longer than max_response (1024"},
		{"without an end", answering("HTTP/1.1 201 Created\r\n\r\n" + long), 1024, "longer than max_response (1024"},
		{"broken off", answering("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\nabc"), 3, "broke off after 3 bytes"},
		{"a chunk broken off", answering(chunked + "5\r\nab"), 2, "broke off after 2 bytes"},
		{"slow", func(conn net.Conn) {
			_, _ = conn.Read(make([]byte, 4096))
			_, _ = io.WriteString(conn, chunked+"2\r\nab\r\n")
			untilClosed(conn)
		}, 2, "no answer within 200ms"},
	} {
		t.Run(c.name, func(t *testing.T) {
			settings := "max_response: 1024"
			if c.name == "slow" {
				settings += "\ntimeout: 200ms"
			}
			s := openStep(t, settings, testEnv)
			run, err := s.Do(t.Context(), runTo("POST", peer(t, c.serve), nil))
			if err != nil || len(run.Reply.Body) != c.body {
				t.Fatalf("%v, %+v; want %d bytes of body: the status counts", err, run.Reply, c.body)
			}
			if got := strings.Join(run.Warnings, "\n"); !strings.Contains(got, c.warning) || (got == "") != (c.warning == "") {
				t.Errorf("warnings %q, want %q", got, c.warning)
			}
		})
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	var hits int
	server := httptest.NewServer(nethttp.HandlerFunc(func(w nethttp.ResponseWriter, _ *nethttp.Request) {
		hits++
		w.Header().Set("Location", "/elsewhere?token=s3cret")
		w.WriteHeader(nethttp.StatusTemporaryRedirect)
	}))
	defer server.Close()
	_, err := openStep(t, "", testEnv).Do(t.Context(), runTo("GET", server.URL, nil))
	if got, _ := sdk.OutcomeOf(err); got != sdk.Permanent || hits != 1 {
		t.Errorf("%v, %v after %d requests", got, err, hits)
	}
	if text := err.Error(); !strings.Contains(text, "points to /elsewhere:") || strings.Contains(text, "s3cret") {
		t.Error(text)
	}
}

// judge takes any answer for a refusal, and notes what its status means.
type judge struct{ asked []error }

func (j *judge) Judge(_ sdk.Run, err error) error {
	j.asked = append(j.asked, err)
	return &sdk.RefusalError{Summary: "not done"}
}

// A step that knows the endpoint has the last word on an answer, and is asked once.
func TestAJudgeHasTheLastWord(t *testing.T) {
	run := runTo("POST", peer(t, answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")), nil)
	j := &judge{}
	run.Judge = j
	_, err := openStep(t, "", testEnv).Do(t.Context(), run)
	if outcome, _ := sdk.OutcomeOf(err); outcome != sdk.Permanent || err.Error() != "not done" || len(j.asked) != 1 || j.asked[0] != nil {
		t.Errorf("%v, %v, and was asked about %v", outcome, err, j.asked)
	}
	run.Request = runTo("POST", "http://127.0.0.1:1", nil).Request
	if _, err := openStep(t, "", testEnv).Do(t.Context(), run); err == nil || len(j.asked) != 1 {
		t.Errorf("%v: without an answer there is nothing to judge, and was asked %d times", err, len(j.asked))
	}
}
