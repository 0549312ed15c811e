package http

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestSettingsRefuse(t *testing.T) {
	for settings, want := range map[string]string{
		"timeout: 0s":             "timeout",
		"timeout: -1s":            "timeout",
		"max_per_host: 0":         "max_per_host",
		"max_response: 0":         "max_response",
		"max_response: -5":        "max_response",
		"breaker: {failures: -1}": "breaker.failures",
		"breaker: {delay: 0s}":    "breaker.delay",
		"ca_file: absent.pem":     "absent.pem",
		"hosts: ['http://ci.ex']": "http://ci.ex",
		"hots: [ci.example]":      "hots",
	} {
		if _, err := tryOpen(t, settings, testEnv); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want an error with %q", settings, err, want)
		}
	}
	env := testEnv
	env.Environ = []string{"HTTP_PROXY=ftp://x"}
	if _, err := tryOpen(t, "", env); err == nil || !strings.Contains(err.Error(), "HTTP_PROXY") {
		t.Errorf("a bad proxy: %v", err)
	}
}

func TestSettingsReachTheClient(t *testing.T) {
	s := openStep(t, "{timeout: 5s, max_response: 2097152, max_per_host: 3}", testEnv)
	if s.client.Timeout != 5*time.Second || s.client.MaxResponse != 2<<20 || s.client.Transport.MaxConnsPerHost != 3 {
		t.Errorf("%+v", s.client)
	}
}

func TestCAFiles(t *testing.T) {
	env := testEnv
	env.Dir = "/etc/dray"
	env.Environ = []string{"REQUESTS_CA_BUNDLE=/corp/ca.pem"}
	for file, want := range map[string]string{"": "", "ca.pem": filepath.Join(env.Dir, "ca.pem"), "/abs.pem": "/abs.pem"} {
		settings := defaults()
		settings.CAFile = file
		got := settings.caFiles(env)
		if i := slices.Index(got, "/corp/ca.pem"); i < 0 || want != "" && got[0] != want {
			t.Errorf("ca_file %q: %q", file, got)
		}
	}
}
