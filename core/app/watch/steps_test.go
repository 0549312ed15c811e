//go:build !lean

package watch

import "testing"

func TestHostOf(t *testing.T) {
	for url, want := range map[string]string{
		"https://CircleCI.com/api/v2":       "circleci.com",
		"https://u:p@ci.example:8443?x=/@:": "ci.example",
		"http://127.0.0.1:80":               "127.0.0.1",
		"http://[2001:db8::1]:443/":         "2001:db8::1",
		"http://[2001:db8::1]":              "2001:db8::1",
		"nonsense":                          "",
	} {
		if got := hostOf(url); got != want {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}
}
