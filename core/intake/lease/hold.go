package lease

// Hold is the lease under which a message was handed out. It ends with the
// ownership that it was taken in, except for a message that is under way then:
// if the partition comes back, the hold on that one is good again.
type Hold struct {
	partition *Partition
	round     int
}

// Begin says that the message's effect may now happen.
func (h Hold) Begin(offset int64) bool {
	p := h.partition
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state == owned && p.ledger.Begin(h.round, offset)
}

// Release takes Begin back.
func (h Hold) Release(offset int64) {
	p := h.partition
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ledger.Release(h.round, offset)
	p.settled()
}

// Settle says that the message is done with. acked may be nil; it is called by
// whoever learns of the broker's word and must be quick.
func (h Hold) Settle(offset int64, acked func()) {
	if h.partition.settle(h.round, offset, acked) {
		h.partition.changed()
	} else if acked != nil {
		acked()
	}
}

// settle says whether a commit will follow.
func (p *Partition) settle(round int, offset int64, acked func()) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	fresh := p.ledger.Settle(round, offset)
	p.settled()
	if !fresh || p.state == away {
		return false
	}
	if acked != nil {
		p.waiting = append(p.waiting, ack{offset, acked})
	}
	p.dirty = true
	return true
}
