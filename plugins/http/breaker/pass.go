package breaker

import (
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Pass is the leave to send one request. One of its methods tells what came of it.
type Pass struct {
	breakers *Breakers
	origin   string
	// Mask takes what must not be shown out of the origin; nil: nothing is masked.
	Mask           func(text string) string
	host, endpoint uint64
	began          time.Time

	looksAtHost, looksAtEndpoint bool // it is the one request that an open breaker lets through
}

// Well says that there was an answer, and none of those that Faulty is for.
func (p Pass) Well() {
	p.breakers.mu.Lock()
	defer p.breakers.mu.Unlock()
	p.breakers.clear(p.breakers.hosts, p.host)
	p.breakers.clear(p.breakers.endpoints, p.endpoint)
}

// Faulty says that the endpoint answered with a fault of its own (500, 502, 503,
// 504). Its host is alive. unknown: nobody knows what became of the run, so that
// each more of it costs one; else it is retried.
func (p Pass) Faulty(why string, unknown bool) {
	p.breakers.mu.Lock()
	defer p.breakers.mu.Unlock()
	p.breakers.clear(p.breakers.hosts, p.host)
	p.endpointFails(why, unknown)
}

// Silent says that the request was written and no answer came. That can be the
// host or this one endpoint, so that an endpoint alone does not condemn its host:
// each counts once in a row.
func (p Pass) Silent(why string) {
	p.breakers.mu.Lock()
	defer p.breakers.mu.Unlock()
	p.hostFails(why, true)
	p.endpointFails(why, true)
}

// Unreached says that nothing could be sent: DNS, connecting or TLS.
func (p Pass) Unreached(why string) {
	p.breakers.mu.Lock()
	defer p.breakers.mu.Unlock()
	p.hostFails(why, false)
	p.look(p.breakers.endpoints, p.endpoint, p.looksAtEndpoint)
}

// Nothing says that nothing was learnt: the request was not sent after all, or it
// was cut off from our side.
func (p Pass) Nothing() {
	p.breakers.mu.Lock()
	defer p.breakers.mu.Unlock()
	p.look(p.breakers.hosts, p.host, p.looksAtHost)
	p.look(p.breakers.endpoints, p.endpoint, p.looksAtEndpoint)
}

// look ends what p looked for in vain.
func (p Pass) look(in *simplelru.LRU[uint64, *circuit], key uint64, looks bool) {
	if c, ok := in.Peek(key); ok && looks {
		c.again()
	}
}

func (p Pass) hostFails(why string, silent bool) {
	b := p.breakers
	c := p.failing(b.hosts, p.host, b.Host, p.looksAtHost, p.name()+" seems to be away", why)
	if c == nil {
		return
	}
	if silent {
		if _, known := c.silent[p.endpoint]; known {
			return
		}
		c.silent[p.endpoint] = struct{}{}
	}
	if c.row++; c.row >= b.Host {
		b.open(c)
	}
}

// endpointFails opens the breaker after so many failures in a row that cost a run
// each. Those that are retried spoil nothing, and an endpoint that is only
// overloaded recovers sooner than the delay is over: they count once there was
// nothing else for a while.
func (p Pass) endpointFails(why string, unknown bool) {
	b := p.breakers
	c := p.failing(b.endpoints, p.endpoint, b.Endpoint, p.looksAtEndpoint, p.name()+" has had nothing but faults for this path", why)
	if c == nil {
		return
	}
	c.row++
	if unknown {
		c.unknown++
	}
	if c.unknown >= b.Endpoint || c.row >= b.Endpoint && time.Since(c.began) >= 2*b.Delay {
		b.open(c)
	}
}

// failing gives the circuit that a failure has to be counted in, nil if it is open
// or off. The failure of a request that looked keeps it open. name never shows the
// path, which can hold a secret.
func (p Pass) failing(in *simplelru.LRU[uint64, *circuit], key uint64, threshold int, looks bool, name, why string) *circuit {
	if threshold == 0 {
		return nil
	}
	c, ok := in.Get(key)
	if !ok {
		c = newCircuit(name, p.breakers.Delay)
		c.began = p.began
		in.Add(key, c)
	}
	switch {
	case c.breaker.IsClosed():
	case looks:
		c.why = why
		c.again()
		return nil
	default: // of a request that went before it opened
		return nil
	}
	c.why = why
	if p.began.Before(c.began) {
		c.began = p.began
	}
	return c
}

// cut bounds what is kept of a name.
func cut(name string) string {
	if len(name) > 200 {
		return name[:200] + "…"
	}
	return name
}

// name gives the origin as other runs may be told of it.
func (p Pass) name() string {
	if p.Mask != nil {
		return cut(p.Mask(p.origin))
	}
	return cut(p.origin)
}
