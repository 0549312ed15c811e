package link

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestTrust(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	dir := t.TempDir()
	ca := filepath.Join(dir, "ca.pem")
	block := &pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}
	if err := os.WriteFile(ca, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		options Options
		trusted bool
	}{
		"unknown CA":   {Options{VerifyTLS: true}, false},
		"CA in a file": {Options{VerifyTLS: true, CAFiles: []string{ca}}, true},
		"in a folder":  {Options{VerifyTLS: true, CAFiles: []string{dir}}, true},
		"not verified": {Options{}, true},
	} {
		c.options.Timeout, c.options.MaxPerHost = 10*time.Second, 1
		transport, err := New(c.options)
		if err != nil {
			t.Fatal(err)
		}
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
		response, err := transport.RoundTrip(request)
		if err == nil {
			response.Body.Close()
		}
		if (err == nil) != c.trusted {
			t.Errorf("%s: %v", name, err)
		}
		transport.CloseIdleConnections()
	}
}

func TestRootsRefuse(t *testing.T) {
	empty := t.TempDir()
	text := filepath.Join(empty, "text")
	if err := os.WriteFile(text, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{text, empty, filepath.Join(empty, "absent")} {
		if _, err := New(Options{CAFiles: []string{path}}); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v; want an error that names it", path, err)
		}
	}
}
