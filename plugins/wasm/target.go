package wasm

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"unicode"

	"github.com/drayhq/dray/sdk"
)

// sameTarget refuses a request that a module has sent elsewhere: the tokens in it
// are for the host that the mapping named. The header Host says to which of those
// behind one address a request goes, and so is held to the same; renamed says whether it
// can have changed, for to look for it takes a while.
func sameTarget(before, after *sdk.Request, renamed bool, mayGo func(*url.URL) bool) error {
	if before == after || before == nil || after == nil {
		return nil
	}
	was, is := "", ""
	if renamed {
		was, is = named(before.Header), named(after.Header)
	}
	if before.URL == after.URL && was == is {
		return nil
	}
	from, err := parse(before.URL)
	if err != nil {
		from = &url.URL{}
	}
	to, err := parse(after.URL)
	if err != nil {
		return errors.New("the module made a URL of the request that can't be read")
	}
	allowed := func(from, to *url.URL) bool {
		return origin(from) == origin(to) && to.User.String() == from.User.String() ||
			mayGo != nil && to.User == nil && mayGo(to)
	}
	if !allowed(from, to) {
		return fmt.Errorf("the module sent the request from %s://%s to %s://%s: scheme, host and port must stay, or be among hosts",
			from.Scheme, from.Host, to.Scheme, to.Host)
	}
	if was != is && !allowed(behind(from, was), behind(to, is)) {
		return fmt.Errorf("the module set the header Host to %q: it must stay as it was, or be among hosts", is)
	}
	return nil
}

// parse reads a URL, in front of which the http plugin takes white space.
func parse(text string) (*url.URL, error) {
	return url.Parse(strings.TrimLeftFunc(text, unicode.IsSpace))
}

// origin gives scheme, host and port in one form.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return u.Scheme + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// named gives the host that the header Host names, "" if there is none.
func named(h sdk.Header) string {
	host := ""
	for name, values := range h {
		if len(name) == len("Host") && strings.EqualFold(name, "Host") && len(values) > 0 {
			if host = values[0]; name == "Host" {
				break
			}
		}
	}
	return host
}

// behind gives u with a host that the header Host names, if there is one.
func behind(u *url.URL, host string) *url.URL {
	return &url.URL{Scheme: u.Scheme, Host: cmp.Or(host, u.Host), Path: "/"}
}
