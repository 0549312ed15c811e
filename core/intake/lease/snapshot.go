package lease

import "github.com/drayhq/dray/core/settle"

// Snapshot is what a commit says, and who waits for it.
type Snapshot struct {
	settle.Position
	round, acks int
}

// Dirty says whether there is something to commit.
func (p *Partition) Dirty() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dirty && p.state != away
}

// Snapshot gives what is to be committed now. False: nothing, or the partition is
// no longer ours. It must be followed by Acknowledged or Failed before the next.
func (p *Partition) Snapshot() (Snapshot, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	position, known := p.ledger.Commit()
	if !known || !p.dirty || p.state == away {
		return Snapshot{}, false
	}
	p.dirty = false
	return Snapshot{Position: position, round: p.ledger.Round(), acks: len(p.waiting)}, true
}

// Acknowledged says that the broker has taken the commit.
func (p *Partition) Acknowledged(s Snapshot) {
	for _, one := range p.covered(s) {
		one.call()
	}
}

func (p *Partition) covered(s Snapshot) []ack {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.state == away {
		return nil
	}
	if s.round != p.ledger.Round() {
		p.dirty = len(p.waiting) > 0
		return nil
	}
	p.ledger.Acknowledge(s.Next)
	var covered, rest []ack
	for i, one := range p.waiting {
		if i < s.acks && one.offset < s.Through {
			covered = append(covered, one)
		} else {
			rest = append(rest, one)
		}
	}
	p.waiting = rest
	return covered
}

// Failed says that the commit was not taken. tooLong: because of its metadata,
// which will be shorter next time.
func (p *Partition) Failed(tooLong bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dirty = p.state != away
	if tooLong {
		p.ledger.Shrink()
	}
}
