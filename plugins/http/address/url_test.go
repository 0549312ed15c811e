package address

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/sdk"
)

// The expectations are what requests 2.34 with urllib3 2.7 prepares.
func TestParse(t *testing.T) {
	for raw, want := range map[string]string{
		"http://h/a%2Fb c/ü?x=%zz":               "http://h/a%2Fb%20c/%C3%BC?x=%25zz",
		"http://h/a//b":                          "http://h/a//b",
		"http://h//a":                            "http://h//a",
		"HTTP://H/p":                             "http://h/p",
		"http://h/%7euser":                       "http://h/~user",
		"http://h/p#frag":                        "http://h/p#frag",
		"http://h/p?#":                           "http://h/p",
		"http://h/a|b^c":                         "http://h/a%7Cb%5Ec",
		"https://myGitlabHost.com":               "https://mygitlabhost.com/",
		"http://h?a=b":                           "http://h/?a=b",
		"http://localhost:80/api":                "http://localhost:80/api",
		"http://h:0080/":                         "http://h:80/",
		"http://h:/":                             "http://h/",
		" \n http://h/p":                         "http://h/p",
		"http://h/p ":                            "http://h/p%20",
		"http://h/%2f%zz":                        "http://h/%252F%25zz",
		"http://h/%2f":                           "http://h/%2F",
		"http://h/a/./b/../c":                    "http://h/a/c",
		"http://h/../a":                          "http://h/a",
		"http://h/a/..":                          "http://h/",
		"http://h//../a":                         "http://h/a",
		"http://h/%zz/../%2f":                    "http://h/%2F",
		"http://h/p?q=a/../b&r=<é>":              "http://h/p?q=a/../b&r=%3C%C3%A9%3E",
		`http://h\@evil/p`:                       "http://h/%5C@evil/p",
		"http://bücher.de/":                      "http://xn--bcher-kva.de/",
		"http://[::1]:8080/p":                    "http://[::1]:8080/p",
		"http://h/{a}[b]":                        "http://h/%7Ba%7D%5Bb%5D",
		"http://u:p@h/p":                         "http://h/p", // requests keeps the user info
		"http://h/a/%2e%2E/b":                    "http://h/b", // requests gives /a/../b
		"http://h/project/gh%2Forg%2Frepo/x?a=b": "http://h/project/gh%2Forg%2Frepo/x?a=b",
	} {
		u, err := Parse(raw)
		if err != nil || u.String() != want {
			t.Errorf("Parse(%q) = %q, %v; want %q", raw, u, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for raw, want := range map[string]string{
		"":                         "has no URL",
		"  ":                       "has no URL",
		"h/p":                      "does not begin with http:// or https://",
		"null/p":                   "does not begin with",
		"localhost:8080/p":         "does not begin with",
		"ftp://h/p":                "does not begin with",
		"//h/p":                    "does not begin with",
		"http:h":                   "does not begin with",
		"http://":                  "has no host",
		"http:///p":                "has no host",
		"http://u@/p":              "has no host",
		"http://.h/":               "not a name or an address",
		"http://*.h/":              "not a name or an address",
		"http://a b/":              "not a name or an address",
		"http://a..b/":             "not a name or an address",
		"http://a%41/":             "not a name or an address",
		"http://xn--ü/":            "international name",
		"http://h:99999/":          "a port",
		"http://h:80x/":            "a port",
		"http://::1/":              "a port",
		"http://[::1/":             "IPv6",
		"http://[::1]x/":           "after the bracket",
		"http://[fe80::1%25eth0]/": "without a zone",
		"http://2852039166/":       "ends in a number",
		"http://0xa9fea9fe/":       "ends in a number",
		"http://169.254.43518/":    "ends in a number",
		"http://127.0.0.01/":       "ends in a number",
		"http://169.254.169.254./": "ends in a number",
	} {
		if u, err := Parse(raw); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q) = %q, %v; want an error with %q", raw, u, err, want)
		}
	}
}

func TestParseErrorHidesWhatMayBeSecret(t *testing.T) {
	for _, raw := range []string{"u:s3cret@h/p?token=s3cret", "http://u:s3cret@h:99999/?t=s3cret"} {
		if _, err := Parse(raw); err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("Parse(%q): %v", raw, err)
		}
	}
}

func TestWithQuery(t *testing.T) {
	for _, c := range []struct {
		raw, want string
		params    []sdk.Param
	}{
		{"http://h/p?z=1", "http://h/p?z=1", nil},
		{"http://h/p?z=1", "http://h/p?z=1&a=x&a=y", []sdk.Param{{Name: "a", Value: "x"}, {Name: "a", Value: "y"}}},
		{"http://h/p?z=1", "http://h/p?z=1&a=b+c%2F%26", []sdk.Param{{Name: "a", Value: "b c/&"}}},
		{"http://h/p#f", "http://h/p?%C3%A9~=%25zz#f", []sdk.Param{{Name: "é~", Value: "%zz"}}},
		{"http://h/p?", "http://h/p?b=&a=", []sdk.Param{{Name: "b"}, {Name: "a"}}},
	} {
		u, err := Parse(c.raw)
		if got := u.WithQuery(c.params).String(); err != nil || got != c.want {
			t.Errorf("%s with %v = %q, %v; want %q", c.raw, c.params, got, err, c.want)
		}
	}
}
