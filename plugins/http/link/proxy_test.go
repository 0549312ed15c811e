package link

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestProxies(t *testing.T) {
	for _, c := range []struct {
		environ, target, want string
	}{
		{"", "http://h.example/", ""},
		{"HTTP_PROXY=p:3128", "http://h.example/", "http://p:3128"},
		{"HTTP_PROXY=p:3128", "https://h.example/", ""},
		{"HTTPS_PROXY=http://u:s3cret@p:3128", "https://h.example/", "http://u:s3cret@p:3128"},
		{"https_proxy=http://small HTTPS_PROXY=http://capitals", "https://h.example/", "http://small"},
		{"https_proxy= HTTPS_PROXY=http://capitals", "https://h.example/", "http://capitals"},
		{"ALL_PROXY=socks5://p", "https://h.example/", "socks5://p"},
		{"ALL_PROXY=socks5://p HTTPS_PROXY=http://q", "https://h.example/", "http://q"},
		{"HTTP_PROXY=p NO_PROXY=.example,10.0.0.0/8", "http://h.example/", ""},
		{"HTTP_PROXY=p NO_PROXY=.example,10.0.0.0/8", "http://10.1.1.1/", ""},
		{"HTTP_PROXY=p NO_PROXY=.example", "http://h.other/", "http://p"},
		{"HTTP_PROXY=p", "http://localhost:80/", ""},
	} {
		config, err := proxiesFrom(strings.Split(c.environ, " "))
		if err != nil {
			t.Errorf("%q: %v", c.environ, err)
			continue
		}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.target, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := proxyFor(config)(request)
		if err != nil || (got == nil) != (c.want == "") || got != nil && got.String() != c.want {
			t.Errorf("%q to %s: %v, %v; want %q", c.environ, c.target, got, err, c.want)
		}
	}
}

func TestProxiesRefuse(t *testing.T) {
	for _, value := range []string{"ftp://s3cret", "http://u:s3cret@h:x", "http://", "://s3cret"} {
		_, err := proxiesFrom([]string{"HTTPS_PROXY=" + value})
		if err == nil || !strings.Contains(err.Error(), "HTTPS_PROXY") || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%q: %v; want an error that names the variable and hides the value", value, err)
		}
	}
}

func TestProxyAddresses(t *testing.T) {
	config, err := proxiesFrom([]string{"HTTP_PROXY=http://p", "HTTPS_PROXY=https://[::1]"})
	if err != nil {
		t.Fatal(err)
	}
	if got := addresses(config); !slices.Equal(got, []string{"p:80", "[::1]:443"}) {
		t.Errorf("%q", got)
	}
}
