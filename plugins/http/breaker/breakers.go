package breaker

import (
	"errors"
	"fmt"
	"hash/maphash"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/drayhq/dray/sdk"
)

// Those that failed last are remembered; one that falls out counts as well. What is
// held of each is some hundred bytes, however long its name is.
const (
	hostsKept     = 256
	endpointsKept = 1024
)

// Options says when to leave something alone, and for how long. What a threshold
// of zero is for is never left alone.
type Options struct {
	Host     int              // failures in a row
	Endpoint int              // failures in a row
	Delay    time.Duration    // before one request is let through to look, and again if that fails
	Now      func() time.Time // the clock that people are told times by
	Log      *slog.Logger
}

// Breakers are those of one step. They are safe for concurrent use.
type Breakers struct {
	Options
	seed maphash.Seed

	mu        sync.Mutex
	hosts     *simplelru.LRU[uint64, *circuit]
	endpoints *simplelru.LRU[uint64, *circuit]
}

// New makes breakers that hold nothing against anyone.
func New(o Options) *Breakers {
	b := &Breakers{Options: o, seed: maphash.MakeSeed()}
	b.hosts, _ = simplelru.NewLRU[uint64, *circuit](hostsKept, nil)         // errs for a size of
	b.endpoints, _ = simplelru.NewLRU[uint64, *circuit](endpointsKept, nil) // zero only
	return b
}

// Enter asks whether a request may be sent to path at origin (scheme, host and
// port). The error is an [sdk.Retry] that says what is open, since when and why,
// and waits for as long as that lasts. Otherwise the pass must be ended by one of
// its methods.
func (b *Breakers) Enter(origin, path string) (Pass, error) {
	p := Pass{breakers: b, origin: origin, began: time.Now()}
	p.host = maphash.String(b.seed, origin)
	p.endpoint = maphash.String(b.seed, origin+path)
	b.mu.Lock()
	defer b.mu.Unlock()
	host, _ := b.hosts.Get(p.host)
	endpoint, _ := b.endpoints.Get(p.endpoint)
	for _, c := range []*circuit{host, endpoint} {
		if c == nil {
			continue
		}
		if left, shut := c.shut(); shut {
			return Pass{}, b.refuse(c, left)
		}
	}
	p.looksAtHost = host != nil && host.enter()
	p.looksAtEndpoint = endpoint != nil && endpoint.enter()
	return p, nil
}

// refuse spreads those that wait, so that they don't come back all at once.
func (b *Breakers) refuse(c *circuit, left time.Duration) error {
	spread := b.Delay/2 + 1
	if left == 0 {
		left = b.Delay / 2
	}
	err := fmt.Errorf("not sent this time, for %s; one request is let through every %s to look", c, b.Delay)
	return sdk.Retry(err, left+rand.N(spread)) //nolint:gosec // jitter needs no secrecy
}

func (b *Breakers) open(c *circuit) {
	c.since, c.silent = b.Now(), nil
	c.breaker.Open()
	b.Log.Warn("requests are held back", "because", c.String(), "look_every", b.Delay.String())
}

// clear forgets what is held against one that did well.
func (b *Breakers) clear(in *simplelru.LRU[uint64, *circuit], key uint64) {
	if c, ok := in.Peek(key); ok {
		in.Remove(key)
		if !c.breaker.IsClosed() {
			b.Log.Info("requests are sent again", "before", c.String())
		}
	}
}

// Ready says which hosts are left alone now; nil if none is, or if it is time to
// send one a request to look.
func (b *Breakers) Ready() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	var open []error
	for _, c := range b.hosts.Values() {
		if _, shut := c.shut(); shut {
			open = append(open, errors.New(c.String()))
		}
	}
	return errors.Join(open...)
}
