package wasm_test

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/wasm"
)

// Tokens are for the host that the mapping named: a module can't send them elsewhere.
func TestTarget(t *testing.T) {
	const other = "the module sent the request from https://circleci.com to "
	for _, c := range []struct {
		do, hosts, want string
	}{
		{"other path", "", ""},
		{"other host", "", other + "https://evil.example"},
		{"other host", "circleci.com", other + "https://evil.example"},
		{"other host", "evil.example", ""},
		{"other port", "", other + "https://circleci.com:8443"},
		{"other port", "circleci.com:8443", ""},
		{"other user", "circleci.com", other},
		{"default port", "", ""},
		{"no port", "", ""},
		{"white space", "", ""},
		{"scheme", "", other + "http://circleci.com"},
		{"plain port", "", other + "https://circleci.com:80"},
		{"backslash", "", "the module made a URL of the request that can't be read"},
		{"host header", "", `the module set the header Host to "evil.example": it must stay as it was, or be among hosts`},
		{"host header", "evil.example", ""},
		{"same host header", "", ""},
	} {
		e, _ := env(".")
		if c.hosts != "" {
			e.MayGo = mayGo(c.hosts)
		}
		step, err := open(t, e, func(s *wasm.Settings) {
			s.Module, s.Config = "testdata/hostile.wasm", map[string]any{"do": c.do}
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = step.Do(t.Context(), aRun())
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with hosts [%s]: %v, want %q", c.do, c.hosts, err, c.want)
		}
	}
}
