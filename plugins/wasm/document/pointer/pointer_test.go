package pointer

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestNext(t *testing.T) {
	for p, want := range map[string][]string{
		"":               nil,
		"/":              {""},
		"//":             {"", ""},
		"/a":             {"a"},
		"/a/b c/é/":      {"a", "b c", "é", ""},
		"/~0/~1/~01/~10": {"~", "/", "~1", "/0"},
		"/a~1b~1c/~0~0":  {"a/b/c", "~~"},
	} {
		if !Valid([]byte(p)) {
			t.Errorf("%q is not valid", p)
		}
		if diff := cmp.Diff(want, tokens(p)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", p, diff)
		}
		if Levels(p) != len(want) {
			t.Errorf("%q has %d levels, want %d", p, Levels(p), len(want))
		}
	}
}

func tokens(p string) (all []string) {
	for len(p) > 0 {
		var token string
		token, p = Next(p)
		all = append(all, token)
	}
	return all
}

// The word-wise look must find what is not plain wherever it stands.
func TestPlain(t *testing.T) {
	for length := range 40 {
		p := bytes.Repeat([]byte{'/'}, length)
		if !plain(p) {
			t.Errorf("%q is not plain", p)
		}
		for i := range p {
			for c := range 256 {
				p[i] = byte(c)
				if want := c != '~' && c < utf8.RuneSelf; plain(p) != want {
					t.Errorf("%q is plain: %t", p, !want)
				}
			}
			p[i] = '/'
		}
	}
}

func FuzzNext(f *testing.F) {
	f.Add("/a~1b/~0/", "x")
	f.Fuzz(func(t *testing.T, p, name string) {
		if Valid([]byte(p)) {
			again := ""
			for _, token := range tokens(p) {
				again += "/" + escape(token)
			}
			if again != p {
				t.Errorf("%q came back as %q", p, again)
			}
		}
		if utf8.ValidString(name) {
			if got := tokens("/" + escape(name)); len(got) != 1 || got[0] != name {
				t.Errorf("%q came back as %q", name, got)
			}
		}
	})
}

func escape(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
}
