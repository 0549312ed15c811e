package http

import (
	"io"
	"log"
	nethttp "net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/drayhq/dray/sdk"
)

func TestWhereRequestsMayGo(t *testing.T) {
	server := httptest.NewServer(nethttp.NotFoundHandler())
	defer server.Close()
	port := server.URL[strings.LastIndex(server.URL, ":"):]
	allowed := testEnv
	allowed.Hosts = []string{"ci.example"}
	for _, c := range []struct {
		name, settings string
		env            sdk.Env
		url, text      string
	}{
		{"metadata", "", testEnv, "http://169.254.169.254/latest/meta-data", "link-local or cloud-metadata"},
		{"mapped metadata", "", testEnv, "http://[::ffff:169.254.169.254]/", "link-local or cloud-metadata"},
		{"private", "deny_private: true", testEnv, server.URL, "deny_private"},
		{"a private name", "deny_private: true", testEnv, "http://localhost" + port, "deny_private"},
		{"hosts of dray", "", allowed, server.URL, "DRAY_HTTP_HOSTS"},
		{"hosts of the step", "hosts: [ci.example]", testEnv, server.URL, "(ci.example)"},
		{"the step's go before", "hosts: [other.example]", allowed, "http://ci.example", "(other.example)"},
		{"not asked to", "", testEnv, server.URL, "answered 404"},
		{"listed", "hosts: [127.0.0.1]", allowed, server.URL, "answered 404"},
	} {
		_, err := openStep(t, c.settings, c.env).Do(t.Context(), runTo("POST", c.url, nil))
		if got, _ := sdk.OutcomeOf(err); got != sdk.Permanent || !strings.Contains(err.Error(), c.text) {
			t.Errorf("%s: %v, %v; want a permanent error with %q", c.name, got, err, c.text)
		}
	}
}

func TestThroughAProxy(t *testing.T) {
	asked := make(chan string, 1)
	proxy := httptest.NewServer(nethttp.HandlerFunc(func(_ nethttp.ResponseWriter, r *nethttp.Request) {
		asked <- r.RequestURI
	}))
	defer proxy.Close()
	env := testEnv
	env.Environ = []string{"HTTP_PROXY=" + proxy.URL}
	s := openStep(t, "deny_private: true", env)
	if _, err := s.Do(t.Context(), runTo("POST", "http://ci.example/gh%2Forg", nil)); err != nil {
		t.Fatalf("the operator's proxy may be private: %v", err)
	}
	if got := <-asked; got != "http://ci.example/gh%2Forg" {
		t.Errorf("the proxy was asked for %s", got)
	}
	for _, url := range []string{"http://169.254.169.254/", "http://10.0.0.1/", "http://[::ffff:a9fe:a9fe]/", "http://metadata.google.internal/"} {
		if _, err := s.Do(t.Context(), runTo("POST", url, nil)); err == nil || len(asked) != 0 {
			t.Errorf("%s went to the proxy: %v", url, err)
		}
	}
}

func TestUnknownCA(t *testing.T) {
	server := httptest.NewUnstartedServer(nethttp.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	_, err := openStep(t, "", testEnv).Do(t.Context(), runTo("POST", server.URL, nil))
	if got, _ := sdk.OutcomeOf(err); got != sdk.Retryable || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("%v, %v", got, err)
	}
	_, err = openStep(t, "verify_ssl: false", testEnv).Do(t.Context(), runTo("POST", server.URL, nil))
	if err == nil || !strings.Contains(err.Error(), "answered 404") {
		t.Errorf("unverified: %v", err)
	}
}
