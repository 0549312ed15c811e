package spec

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "cases: []", "cases: [{name: a, event: e, expect: {outcome: send}}]", "cases: [&a {name: a, event: *a}]",
		"now: 1\nenv: [a]\ncases:\n- <<: {name: a}\n  event: {a: .inf}\n  patch: x\n  expect: {request: null, exact: 1}",
		"cases: [{name: a, event: {}, response: {status: 201, body: text}, expect: {warnings: [/a/, '']}}]",
		"cases:\n- ? name\n", "!!set {a}", "cases: [{name: a, event: {1: !!binary eA==}, expect: {mapping: -1}}]",
	} {
		f.Add([]byte(seed))
	}
	for _, pattern := range []string{"../../../configs/*_test.yaml", "../../../configs/examples/*/*_test.yaml"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			f.Fatalf("%s: %v, %v", pattern, paths, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	none := func(string) ([]byte, error) { return nil, os.ErrNotExist }
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := Parse("f", text)
		if err != nil {
			if strings.TrimSpace(err.Error()) == "" {
				t.Error("an error without a text")
			}
			return
		}
		names := map[string]bool{}
		for _, c := range file.Cases {
			if c.Name == "" || names[c.Name] || c.Line() == "" {
				t.Errorf("a case that can't be told of: %+v", c)
			}
			names[c.Name] = true
			if raw, err := file.Message(c, none); err == nil && raw[0] != '{' {
				t.Errorf("an event that is none: %s", raw)
			}
			c.Expect.Request.Plain()
		}
	})
}
