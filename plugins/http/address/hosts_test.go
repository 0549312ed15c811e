package address

import (
	"strings"
	"testing"
)

func TestHosts(t *testing.T) {
	for _, c := range []struct {
		hosts string
		url   string
		allow bool
	}{
		{"", "http://anywhere/", true},
		{"circleci.com", "https://CircleCI.com/api", true},
		{"circleci.com", "https://circleci.com./api", true},
		{"circleci.com", "http://circleci.com:8080/", true},
		{"circleci.com", "https://app.circleci.com/", false},
		{"circleci.com", "https://evilcircleci.com/", false},
		{"circleci.com", "https://circleci.com.evil.example/", false},
		{"circleci.com", "https://circleci.com@evil.example/", false},
		{"circleci.com", `https://evil.example\@circleci.com/`, false},
		{"circleci.com:443", "https://circleci.com/", true},
		{"circleci.com:443", "https://circleci.com:8443/", false},
		{"circleci.com:443", "http://circleci.com/", false},
		{"*.corp.example", "http://ci.corp.example/", true},
		{"*.corp.example", "http://a.ci.corp.example/", true},
		{"*.corp.example", "http://corp.example/", false},
		{"*.corp.example", "http://evilcorp.example/", false},
		{"a.example b.example", "http://B.example/", true},
		{"Bücher.de", "http://xn--bcher-kva.de/", true},
		{"10.0.0.1", "http://10.0.0.1:99/", true},
		{"::1", "http://[::1]:99/", true},
		{"[::1]:99", "http://[::1]:99/", true},
		{"[::1]:99", "http://[::1]:98/", false},
	} {
		hosts, err := ParseHosts(strings.Fields(c.hosts))
		if err != nil {
			t.Errorf("ParseHosts(%q): %v", c.hosts, err)
			continue
		}
		u, err := Parse(c.url)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.url, err)
			continue
		}
		err = hosts.Check(u)
		if (err == nil) != c.allow {
			t.Errorf("%q with hosts %q: %v", c.url, c.hosts, err)
		}
		if err != nil && (!strings.Contains(err.Error(), "DRAY_HTTP_HOSTS") || !strings.Contains(err.Error(), c.hosts)) {
			t.Errorf("the error does not name the setting and what it holds: %v", err)
		}
	}
}

func TestParseHostsRefuses(t *testing.T) {
	for _, entry := range []string{"", " ", "https://circleci.com/x", "https://circleci.com", "circleci.com/api", "*", "*.", "a*.b", "h:x", "1.2.3"} {
		if _, err := ParseHosts([]string{"ok.example", entry}); err == nil || !strings.Contains(err.Error(), `"`+entry+`"`) {
			t.Errorf("ParseHosts(%q): %v; want an error that names the entry", entry, err)
		}
	}
}
