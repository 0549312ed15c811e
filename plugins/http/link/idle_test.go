package link

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
)

func TestIdleConnectionsAreBounded(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{}, 1000)
	server := &http.Server{
		Handler: http.NotFoundHandler(),
		ConnState: func(_ net.Conn, state http.ConnState) {
			if state == http.StateClosed {
				ended <- struct{}{}
			}
		},
	}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { server.Close() })
	transport, err := New(Options{Timeout: idle, MaxPerHost: 64, VerifyTLS: true})
	if err != nil {
		t.Fatal(err)
	}
	transport.IdleConnTimeout = 0 // none ends for its age
	transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "tcp", listener.Addr().String())
	}
	const more = 20
	for i := range mostIdle + more {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, fmt.Sprintf("http://h%d.example/", i), nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := transport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil { // else the connection is not kept
			t.Fatal(err)
		}
		response.Body.Close()
	}
	for range more {
		<-ended // or never
	}
	transport.CloseIdleConnections()
}
