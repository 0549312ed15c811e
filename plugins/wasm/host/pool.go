package host

import "sync"

// pool holds the instances that wait for a run. What was put last is taken first, for
// its memory is likely to be in the cache still.
type pool struct {
	most int

	mu   sync.Mutex
	idle []*Instance
}

// take gives an instance, nil if there is none.
func (p *pool) take() *Instance {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := len(p.idle) - 1
	if last < 0 {
		return nil
	}
	i := p.idle[last]
	p.idle[last], p.idle = nil, p.idle[:last]
	return i
}

// put keeps an instance, and says whether there was room for it.
func (p *pool) put(i *Instance) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.idle) >= p.most {
		return false
	}
	p.idle = append(p.idle, i)
	return true
}
