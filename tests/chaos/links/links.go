package links

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
)

// Links makes proxies. Make it with New.
type Links struct{ server *toxiproxy.ApiServer }

// New makes a maker of proxies. Its API is never served.
func New() Links {
	return Links{toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.Nop())}
}

// Link is a proxy to one place.
type Link struct {
	Address string // host:port to go by
	proxy   *toxiproxy.Proxy
}

// To makes a proxy to a place, host:port, on a free port of the loopback.
func (l Links) To(upstream string) (*Link, error) {
	proxy := toxiproxy.NewProxy(l.server, upstream, "127.0.0.1:0", upstream)
	if err := proxy.Start(); err != nil {
		return nil, fmt.Errorf("starting a proxy to %s: %w", upstream, err)
	}
	return &Link{proxy.Listen, proxy}, nil
}

// Close ends the proxy and what goes through it.
func (l *Link) Close() { l.proxy.Stop() }

// Refuse ends all connections and refuses new ones, until Mend.
func (l *Link) Refuse() { l.proxy.Stop() }

// Swallow keeps connections open, and takes new ones, but lets nothing through
// either way, until Mend, which breaks them.
func (l *Link) Swallow() error {
	for _, stream := range []string{"upstream", "downstream"} {
		toxic := fmt.Sprintf(`{"name":%q,"type":"timeout","stream":%q,"attributes":{"timeout":0}}`, stream, stream)
		if _, err := l.proxy.Toxics.AddToxicJson(strings.NewReader(toxic)); err != nil {
			return fmt.Errorf("making a proxy swallow: %w", err)
		}
	}
	return nil
}

// Mend undoes Refuse and Swallow.
func (l *Link) Mend(ctx context.Context) error {
	l.proxy.Toxics.ResetToxics(ctx)
	if err := l.proxy.Start(); err != nil && !errors.Is(err, toxiproxy.ErrProxyAlreadyStarted) {
		return fmt.Errorf("starting a proxy again: %w", err)
	}
	return nil
}
