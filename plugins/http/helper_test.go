package http

import (
	"bufio"
	"cmp"
	"io"
	"log/slog"
	"net"
	nethttp "net/http"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/drayhq/dray/sdk"
)

var testEnv = sdk.Env{
	Log:          slog.New(slog.DiscardHandler),
	ClientSecret: "test",
	Now:          func() time.Time { return time.Unix(1713277889, 0) },
}

func tryOpen(tb testing.TB, settings string, env sdk.Env) (sdk.Step, error) {
	tb.Helper()
	decode := func(into any) error {
		return yaml.UnmarshalWithOptions([]byte(cmp.Or(settings, "{}")), into, yaml.Strict())
	}
	return Plugin().Open(tb.Context(), decode, env)
}

func openStep(tb testing.TB, settings string, env sdk.Env) *step {
	tb.Helper()
	opened, err := tryOpen(tb, settings, env)
	if err != nil {
		tb.Fatalf("opening with %q: %v", settings, err)
	}
	s := opened.(*step)
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

func runTo(method, url string, body any) sdk.Run {
	return sdk.Run{ID: "r_1", Request: &sdk.Request{Method: method, URL: url, Body: body}}
}

// peer is an endpoint below HTTP: it hands each connection to serve and closes
// it after. It gives the URL.
func peer(t *testing.T, serve func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				serve(conn)
			}()
		}
	}()
	return "http://" + listener.Addr().String()
}

// readRequest takes one request with its body off r.
func readRequest(r *bufio.Reader) error {
	request, err := nethttp.ReadRequest(r)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, request.Body)
	return err
}
