package port

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"
)

// Options says which organisation a client speaks for, and where.
type Options struct {
	BaseURL      string // such as https://api.getport.io
	ClientID     string
	ClientSecret string

	Transport http.RoundTripper  // nil: [NewTransport]
	Timeout   time.Duration      // of one call, where its context ends no sooner; 0: 10 s
	OnSecret  func(value string) // shown every secret that Port hands out, before it is used; may be nil
	Now       func() time.Time   // nil: time.Now
}

// Client calls Port's API. It is safe for concurrent use.
type Client struct {
	base      string // without a slash at the end
	identity  atomic.Pointer[identity]
	transport http.RoundTripper
	timeout   time.Duration
	onSecret  func(string)
	now       func() time.Time
	maxClaim  int64

	token  atomic.Pointer[token]
	flight singleflight.Group
}

// New makes a client. It calls nobody yet, so Port may be down.
func New(o Options) (*Client, error) {
	base, err := url.Parse(o.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("reading Port's address port.url: %w", err)
	}
	if base.Host == "" || base.Scheme != "https" && base.Scheme != "http" {
		return nil, fmt.Errorf("port.url is %q: it must look like https://api.getport.io", base.Redacted())
	}
	if o.ClientID == "" || o.ClientSecret == "" {
		return nil, errors.New("port.client_id and port.client_secret must both be set")
	}
	c := &Client{
		base:      strings.TrimRight(o.BaseURL, "/"),
		transport: o.Transport,
		timeout:   o.Timeout,
		onSecret:  o.OnSecret,
		now:       o.Now,
		maxClaim:  maxClaim,
	}
	c.identity.Store(&identity{o.ClientID, o.ClientSecret})
	if c.transport == nil {
		c.transport = NewTransport()
	}
	if c.timeout == 0 {
		c.timeout = 10 * time.Second
	}
	if c.onSecret == nil {
		c.onSecret = func(string) {}
	}
	if c.now == nil {
		c.now = time.Now
	}
	return c, nil
}

const (
	// maxConns bounds the connections to Port. It leaves room for statuses beside as
	// many log lines as are sent at once.
	maxConns = 128

	// idle is how long a connection is kept for the next call: less than common
	// servers keep theirs, for a report that meets the server's close is told twice
	// or late.
	idle = 4 * time.Second
)

// NewTransport makes a transport for many small calls to one host at once. It
// keeps to the environment's proxy variables.
func NewTransport() *http.Transport {
	dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}
	var protocols http.Protocols
	protocols.SetHTTP1(true) // as the http step: the image's build leaves HTTP/2 out
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         dialer.DialContext,
		TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12},
		Protocols:           &protocols,
		TLSHandshakeTimeout: 5 * time.Second,
		MaxConnsPerHost:     maxConns,
		MaxIdleConnsPerHost: maxConns, // as many, or a burst would dial anew each time
		IdleConnTimeout:     idle,
		// Some 10 MiB otherwise, of each of many answers at once.
		MaxResponseHeaderBytes: 256 << 10,
		DisableCompression:     true, // answers are too short to gain from it
	}
}

// Close gives back the idle connections.
func (c *Client) Close() {
	if t, ok := c.transport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}
