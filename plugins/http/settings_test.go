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
		"max_response: 1 parsec":  "1 parsec",
		"max_response: -5MiB":     "max_response",
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
	s := openStep(t, "{timeout: 5s, max_response: 2MiB, max_per_host: 3}", testEnv)
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

func TestSize(t *testing.T) {
	for text, want := range map[string]Size{
		"1MiB": 1 << 20, "1 MiB": 1 << 20, "64KiB": 64 << 10, "2GiB": 2 << 30, "512B": 512, "7": 7, "0": 0, "1536KiB": 1536 << 10,
	} {
		var got Size
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q: %d, %v; want %d", text, got, err, want)
		}
		back, err := got.MarshalText()
		var again Size
		if err != nil || again.UnmarshalText(back) != nil || again != want {
			t.Errorf("%q is written %q, %v", text, back, err)
		}
	}
	for _, text := range []string{"", "MiB", "1.5MiB", "x", "99999999999999999999"} {
		if err := new(Size).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is taken for a size", text)
		}
	}
}
