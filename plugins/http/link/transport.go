package link

import (
	"crypto/tls"
	"net/http"
	"time"
)

// idle is how long a connection is kept for the next request. Common servers
// close theirs after 5 s and more; a POST that meets such a close has an outcome
// that nobody knows, so ours end sooner.
const idle = 4 * time.Second

// mostIdle bounds how many are kept of all hosts together: mappings can name
// thousands of hosts within the time that a connection is kept.
const mostIdle = 256

// Options is what a transport is made from.
type Options struct {
	Timeout     time.Duration // for connecting, and again for the TLS handshake
	MaxPerHost  int           // connections to one host at once
	DenyPrivate bool          // refuse private and loopback addresses too
	VerifyTLS   bool
	CAFiles     []string // PEM files, or folders of them, trusted beside the system's
	Environ     []string // where the proxy variables are looked up
}

// New makes a transport. HTTP/2 is left out: over HTTP/1.1 the bytes written
// to the connection tell whether a request can have had an effect (see
// [Mark]), and names of header fields keep their spelling.
func New(o Options) (*http.Transport, error) {
	roots, err := readRoots(o.CAFiles)
	if err != nil {
		return nil, err
	}
	proxies, err := proxiesFrom(o.Environ)
	if err != nil {
		return nil, err
	}
	guard := guard{timeout: o.Timeout, denyPrivate: o.DenyPrivate, proxies: addresses(proxies)}
	encryption := &tls.Config{
		MinVersion: tls.VersionTLS12, RootCAs: roots,
		InsecureSkipVerify: !o.VerifyTLS, //nolint:gosec // the operator's choice, warned of at start
	}
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	return &http.Transport{
		Proxy:                  proxyFor(proxies),
		DialContext:            guard.dial,
		TLSClientConfig:        encryption,
		TLSHandshakeTimeout:    o.Timeout,
		Protocols:              &protocols,
		MaxConnsPerHost:        o.MaxPerHost,
		MaxIdleConnsPerHost:    o.MaxPerHost,
		MaxIdleConns:           max(mostIdle, o.MaxPerHost),
		IdleConnTimeout:        idle,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}, nil
}
