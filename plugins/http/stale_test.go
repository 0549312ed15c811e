package http

import (
	"bufio"
	"io"
	"net"
	"sync/atomic"
	"testing"

	"github.com/drayhq/dray/sdk"
)

// The transport keeps connections and starts over by itself on another one in
// some cases: never once a POST can have arrived.
func TestKeptConnectionDies(t *testing.T) {
	for name, request := range map[string]sdk.Request{
		"with a body":                 {Method: "POST", Body: "x"},
		"without a body":              {Method: "POST"},
		"with an idempotency key":     {Method: "POST", Header: sdk.Header{"Idempotency-Key": {"k"}}},
		"with both":                   {Method: "POST", Header: sdk.Header{"X-Idempotency-Key": {"k"}}, Body: "x"},
		"a method that is idempotent": {Method: "DELETE", Body: "x"},
	} {
		t.Run(name, func(t *testing.T) {
			var received atomic.Int32
			request.URL = peer(t, func(conn net.Conn) {
				r := bufio.NewReader(conn)
				for i := 0; readRequest(r) == nil; i++ {
					received.Add(1)
					if i == 1 {
						return
					}
					_, _ = io.WriteString(conn, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
				}
			})
			s := openStep(t, "max_per_host: 1", testEnv)
			if _, err := s.Do(t.Context(), sdk.Run{Request: &request}); err != nil {
				t.Fatal(err)
			}
			_, err := s.Do(t.Context(), sdk.Run{Request: &request})
			if got, _ := sdk.OutcomeOf(err); got != sdk.Uncertain || received.Load() != 2 {
				t.Errorf("%v, %v after %d requests; want unknown after 2", got, err, received.Load())
			}
		})
	}
}

func TestKeptConnectionWasClosed(t *testing.T) {
	var received atomic.Int32
	url := peer(t, func(conn net.Conn) {
		if readRequest(bufio.NewReader(conn)) == nil {
			received.Add(1)
			_, _ = io.WriteString(conn, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
		}
		// Reading ends only when the other side has seen that this one is closed.
		_ = conn.(*net.TCPConn).CloseWrite()
		untilClosed(conn)
	})
	s := openStep(t, "max_per_host: 1", testEnv)
	var answered int32
	for range 20 {
		_, err := s.Do(t.Context(), runTo("POST", url, "x"))
		// Whether the close or the request is first is open: both may be right.
		if got, _ := sdk.OutcomeOf(err); got == sdk.Continue {
			answered++
		} else if got != sdk.Uncertain {
			t.Fatalf("%v, %v", got, err)
		}
	}
	if n := received.Load(); n != answered || n == 0 {
		t.Errorf("%d requests were received and %d answered", n, answered)
	}
}
