package port

import (
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
)

// An answer that comes in chunks is read to its end, or each call would dial anew.
func TestAConnectionIsUsedAgain(t *testing.T) {
	var dialed atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := `{"run":{"id":"r_1","status":"IN_PROGRESS"}}`
		if r.URL.Path == "/v1/auth/access_token" {
			answer = `{"accessToken":"token","expiresIn":3600}`
		}
		_, _ = w.Write([]byte(answer))
		w.(http.Flusher).Flush() // so that its length isn't known ahead
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			dialed.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	client, err := New(Options{BaseURL: server.URL, ClientID: "id", ClientSecret: "client-secret", Transport: NewTransport()})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	for range 10 {
		if run, err := client.Run(t.Context(), "r_1"); err != nil || run.Status != "IN_PROGRESS" {
			t.Fatal(run, err)
		}
	}
	if dialed.Load() != 1 {
		t.Errorf("%d connections for 11 calls one after another, want 1", dialed.Load())
	}
}
