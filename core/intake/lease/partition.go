package lease

import (
	"context"
	"sync"

	"github.com/drayhq/dray/core/settle"
)

type state int

const (
	away    state = iota // somebody else's, or nobody's
	owned                // ours
	leaving              // ours until what is under way is done or the wait is over
)

// Partition is one partition, owned or not. It is kept when the partition goes,
// for what was under way then may be done only later, and must not be done again
// if the partition comes back.
type Partition struct {
	Topic  string
	Number int32

	changed func() // called when there is something to commit; must not block
	term    *Term

	mu      sync.Mutex
	ledger  *settle.Ledger
	state   state
	dirty   bool // what could be committed is not what was
	waiting []ack
	idle    chan struct{} // while leaving: closed when nothing is under way
	gone    chan struct{} // closed by Drop; nil while nobody waits for that
}

type ack struct {
	offset int64
	call   func()
}

// Resume takes ownership. The group's commit is at next, negative if there is
// none, with metadata.
func (p *Partition) Resume(next int64, metadata string) {
	p.mu.Lock()
	p.ledger.Resume(next, metadata)
	p.state = owned
	position, known := p.ledger.Commit()
	p.dirty = known && (position.Next != next || position.Metadata != metadata)
	dirty := p.dirty
	p.mu.Unlock()
	if dirty {
		p.changed()
	}
}

// StartAt takes ownership where the group has no commit, and has next committed
// although nothing is settled yet.
func (p *Partition) StartAt(next int64) {
	p.Resume(next, "")
	p.mu.Lock()
	p.dirty = true
	p.mu.Unlock()
	p.changed()
}

// Known says whether it is known where reading begins.
func (p *Partition) Known() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, known := p.ledger.Commit()
	return known
}

// Take enters the next message that was read. False: it is not to be handed out,
// for it is done, under way, or not ours.
func (p *Partition) Take(offset int64) (Hold, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.state != owned {
		return Hold{}, false
	}
	if !p.ledger.Add(offset) {
		p.dirty = true // it may have moved the commit
		p.changed()
		return Hold{}, false
	}
	return Hold{partition: p, round: p.ledger.Round()}, true
}

// Settled gives the offset below which all is known to be done. False: the partition
// is not ours, or that is not known.
func (p *Partition) Settled() (int64, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	next, known := p.ledger.Next()
	return next, known && p.state != away
}

// Full says that no more should be read before some messages are settled.
func (p *Partition) Full() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state == owned && p.ledger.Full()
}

// Close lets nothing more begin in the partitions and gives how many messages are
// under way.
func Close(partitions []*Partition) int {
	left := 0
	for _, p := range partitions {
		_, begun := p.leave()
		left += begun
	}
	return left
}

// Drain closes the partitions and waits until nothing is under way or ctx ends.
// It gives how many messages still are.
func Drain(ctx context.Context, partitions []*Partition) int {
	Close(partitions)
	for _, p := range partitions {
		idle, _ := p.leave()
		select {
		case <-idle:
		case <-ctx.Done():
		}
	}
	return Close(partitions)
}

// leave gives what is closed once nothing is under way, and how much is.
func (p *Partition) leave() (<-chan struct{}, int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.idle == nil {
		p.idle = make(chan struct{})
	}
	idle := p.idle
	if p.state == away {
		close(p.idle)
		p.idle = nil
		return idle, 0
	}
	p.state = leaving
	begun := p.ledger.Begun()
	p.settled()
	return idle, begun
}

// settled wakes who waits for the partition to be idle.
func (p *Partition) settled() {
	if p.idle != nil && p.ledger.Begun() == 0 {
		close(p.idle)
		p.idle = nil
	}
}

// Drop gives up ownership. What was settled and is not yet acknowledged never
// will be, and is told so. False: it was not ours.
func (p *Partition) Drop() bool {
	p.mu.Lock()
	waiting, ours := p.waiting, p.state != away
	p.state, p.waiting, p.dirty = away, nil, false
	if p.idle != nil {
		close(p.idle)
		p.idle = nil
	}
	if p.gone != nil {
		close(p.gone)
		p.gone = nil
	}
	p.mu.Unlock()
	for _, one := range waiting {
		one.call()
	}
	return ours
}
