package link

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// proxiesFrom reads the proxy variables as requests does: HTTP_PROXY,
// HTTPS_PROXY, ALL_PROXY and NO_PROXY, those in small letters first. An error
// names the variable, not its value, which may hold a password.
func proxiesFrom(environ []string) (*httpproxy.Config, error) {
	config := &httpproxy.Config{}
	var err error
	if config.HTTPProxy, err = proxyVariable(environ, "http_proxy"); err != nil {
		return nil, err
	}
	if config.HTTPSProxy, err = proxyVariable(environ, "https_proxy"); err != nil {
		return nil, err
	}
	_, config.NoProxy = lookup(environ, "no_proxy")
	return config, nil
}

func proxyVariable(environ []string, name string) (string, error) {
	name, value := lookup(environ, name, "all_proxy")
	if value == "" {
		return "", nil
	}
	if !strings.Contains(value, "://") {
		value = "http://" + value
	}
	u, err := url.Parse(value)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("reading the environment variable %s: it is not the URL of a proxy, such as http://proxy:3128", name)
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
		return value, nil
	}
	return "", fmt.Errorf("reading the environment variable %s: a proxy's URL begins with http, https, socks5 or socks5h", name)
}

// lookup gives the first of names that has a value, in small letters or capitals.
func lookup(environ []string, names ...string) (name, value string) {
	for _, name := range names {
		for _, spelled := range []string{name, strings.ToUpper(name)} {
			for _, entry := range environ {
				if value, found := strings.CutPrefix(entry, spelled+"="); found && value != "" {
					return spelled, value
				}
			}
		}
	}
	return "", ""
}

func proxyFor(config *httpproxy.Config) func(*http.Request) (*url.URL, error) {
	proxy := config.ProxyFunc()
	return func(r *http.Request) (*url.URL, error) { return proxy(r.URL) }
}

// addresses gives host:port of each proxy, as the transport dials it.
func addresses(config *httpproxy.Config) []string {
	ports := map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}
	var out []string
	for _, text := range []string{config.HTTPProxy, config.HTTPSProxy} {
		u, err := url.Parse(text)
		if err != nil || u.Host == "" {
			continue
		}
		port := u.Port()
		if port == "" {
			port = ports[u.Scheme]
		}
		out = append(out, net.JoinHostPort(u.Hostname(), port))
	}
	return out
}
