package http

import (
	"context"
	"io"
	"net"
	nethttp "net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"testing"

	"github.com/drayhq/dray/sdk"
)

// seen is a request as the endpoint got it.
type seen struct {
	line, host, body string
	header           nethttp.Header
}

func recorder(t *testing.T) (url string, requests chan seen) {
	t.Helper()
	requests = make(chan seen, 8)
	server := httptest.NewServer(nethttp.HandlerFunc(func(_ nethttp.ResponseWriter, r *nethttp.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		requests <- seen{r.Method + " " + r.RequestURI, r.Host, string(body), r.Header}
	}))
	t.Cleanup(server.Close)
	return server.URL, requests
}

func TestRequestLine(t *testing.T) {
	url, requests := recorder(t)
	s := openStep(t, "", testEnv)
	for path, want := range map[string]string{
		"/api/v2/project/gh%2Forg%2Frepo/pipeline": "/api/v2/project/gh%2Forg%2Frepo/pipeline",
		"":                   "/",
		"//a//b?x=%2F&y=1#f": "//a//b?x=%2F&y=1",
		"/ü b?é":             "/%C3%BC%20b?%C3%A9",
		"/a;b=c,(d)'!*~":     "/a;b=c,(d)'!*~",
	} {
		if _, err := s.Do(t.Context(), runTo("GET", url+path, nil)); err != nil {
			t.Fatal(err)
		}
		if got := <-requests; got.line != "GET "+want {
			t.Errorf("%q was asked for as %q", path, got.line)
		}
	}
}

func TestWhatTheEndpointGets(t *testing.T) {
	url, requests := recorder(t)
	run := runTo("POST", url+"/p", map[string]any{"a": "<é>"})
	run.Request.Header = sdk.Header{"Host": {"ci.example"}, "user-agent": {"mine"}, "A": {"é", "2"}, "Content-Length": {"1"}}
	out, err := openStep(t, "", testEnv).Do(t.Context(), run)
	if err != nil {
		t.Fatal(err)
	}
	got := <-requests
	if got.line != "POST /p" || got.host != "ci.example" || got.body != `{"a":"<é>"}` || string(out.Request.Wire) != got.body {
		t.Errorf("%+v", got)
	}
	for name, want := range map[string]string{
		"A": "é|2", "Content-Type": "application/json", "User-Agent": "mine", "Accept": "*/*", "Content-Length": "12",
		"X-Port-Timestamp": "1713277889",
		"X-Port-Signature": "v1,e84ibmFR7NBSoSRVyjErAWFiCl4cZY3+YbrxmDVZVQg=",
	} {
		if value := strings.Join(got.header.Values(name), "|"); value != want {
			t.Errorf("%s: %q, want %q", name, value, want)
		}
	}
	if out.Request.Header.Key("X-Port-Signature") != "" {
		t.Error("the signature is part of the run's request; it belongs to the moment of sending")
	}
}

func TestNamesKeepTheirSpelling(t *testing.T) {
	raw := make(chan string, 1)
	url := peer(t, func(conn net.Conn) {
		buffer := make([]byte, 4096)
		n, _ := conn.Read(buffer)
		raw <- string(buffer[:n])
		_, _ = io.WriteString(conn, "HTTP/1.1 204 No Content\r\n\r\n")
	})
	run := runTo("POST", url, nil)
	run.Request.Header = sdk.Header{"circle-TOKEN": {"t"}, "x_y": {"1"}}
	if _, err := openStep(t, "", testEnv).Do(t.Context(), run); err != nil {
		t.Fatal(err)
	}
	got := <-raw
	for _, want := range []string{"\r\ncircle-TOKEN: t\r\n", "\r\nx_y: 1\r\n", "\r\nUser-Agent: dray\r\n", "\r\nContent-Length: 0\r\n"} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%q lacks %q", got, want)
		}
	}
}

func TestSignIsASetting(t *testing.T) {
	url, requests := recorder(t)
	unsigned := testEnv
	unsigned.ClientSecret = ""
	for _, c := range []struct {
		settings string
		env      sdk.Env
		signed   bool
	}{{"", testEnv, true}, {"sign: false", testEnv, false}, {"", unsigned, false}} {
		if _, err := openStep(t, c.settings, c.env).Do(t.Context(), runTo("POST", url, "x")); err != nil {
			t.Fatal(err)
		}
		if got := (<-requests).header.Get("X-Port-Signature") != ""; got != c.signed {
			t.Errorf("with %q signed is %v", c.settings, got)
		}
	}
}

func TestAtMostMaxPerHost(t *testing.T) {
	entered, release := make(chan struct{}), make(chan struct{})
	url := peer(t, func(conn net.Conn) {
		_, _ = conn.Read(make([]byte, 4096))
		entered <- struct{}{}
		<-release
		_, _ = io.WriteString(conn, "HTTP/1.1 204 No Content\r\n\r\n")
	})
	s := openStep(t, "max_per_host: 1", testEnv)
	first := make(chan error, 1)
	go func() {
		_, err := s.Do(t.Context(), runTo("POST", url, nil))
		first <- err
	}()
	<-entered
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	waiting := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GetConn: func(string) { cancel() }})
	_, err := s.Do(waiting, runTo("POST", url, nil))
	if got, _ := sdk.OutcomeOf(err); got != sdk.Retryable {
		t.Errorf("a run that was cancelled as it waited for the connection: %v, %v", got, err)
	}
	close(release)
	if err := <-first; err != nil {
		t.Error(err)
	}
}
