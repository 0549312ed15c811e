package lease

import (
	"context"
	"errors"
	"fmt"
)

// ErrLost says that a message is no longer ours to work on: its partition went,
// and whoever has it now works the message off.
var ErrLost = errors.New("the partition went to another owner")

// ErrLapsed says that nobody knows whether a message is still ours.
var ErrLapsed = errors.New("the Kafka group has not been heard of for a session, and may have given the partition to another")

// MayWrite gives [ErrLapsed] once the group's [Term] is over. It is asked where a
// process may have stood still since Held was.
func (h Hold) MayWrite() error {
	if h.partition.term.Runs() {
		return nil
	}
	return ErrLapsed
}

// Held gives nil while the message's effect may go on: its partition is ours, or is
// about to go and waits for the message, which is under way. While the group's
// [Term] is over nobody knows, and Held waits for a word from the group, for the
// partition to go, or for ctx to end. With [ErrLost] Begin is taken back, so that
// the message is handed out anew should the partition return.
func (h Hold) Held(ctx context.Context, offset int64) error {
	for {
		if !h.ours(offset) {
			return ErrLost
		}
		if h.partition.term.Runs() {
			return nil
		}
		if err := h.await(ctx, offset); err != nil {
			return err
		}
	}
}

func (h Hold) ours(offset int64) bool {
	p := h.partition
	p.mu.Lock()
	defer p.mu.Unlock()
	known, begun := p.ledger.Holds(h.round, offset)
	switch {
	case p.state == owned && known, p.state == leaving && begun:
		return true
	case begun:
		p.ledger.Release(h.round, offset)
		p.settled()
	}
	return false
}

// await returns when it is worth looking again.
func (h Hold) await(ctx context.Context, offset int64) error {
	p := h.partition
	gone, renewed := p.going(), p.term.Renewed()
	if !h.ours(offset) || p.term.Runs() {
		return nil // it came before there was something to wait for
	}
	select {
	case <-gone:
	case <-renewed:
	case <-ctx.Done():
		return fmt.Errorf("waiting for the Kafka group to say that topic %s, partition %d is still ours: %w", p.Topic, p.Number, ctx.Err())
	}
	return nil
}

// going gives what is closed when the partition is no longer ours.
func (p *Partition) going() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.gone == nil {
		p.gone = make(chan struct{})
	}
	return p.gone
}
