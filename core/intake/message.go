package intake

import (
	"context"
	"errors"
	"sync"

	"github.com/drayhq/dray/core/intake/lease"
	"github.com/drayhq/dray/sdk"
)

// Message is one record from Kafka, or one run claimed from Port, to be worked off and
// then settled.
type Message struct {
	sdk.Source
	Key, Value []byte
	Headers    []Header
	Changes    bool // it came from the change-log topic
	// Verified says that it passed the gate before: a dead letter that is replayed.
	Verified bool
	// Trusted is the run, by ID and Kind alone, whose message Port gave for our token, so
	// that nobody could have forged it; nil: it has to be signed.
	Trusted *sdk.Run

	lease Lease
	ended func() // see OnEnd; nil: nobody wants to know
}

// Header is a header of a record, several of which may have the same key.
type Header struct {
	Key   string
	Value []byte
}

// Lease is the hold that a consumer has on a partition while it owns it.
type Lease interface {
	// Begin says that the message's effect may now happen. False: the partition
	// has gone to another owner, who will work the message off.
	Begin(offset int64) bool
	// Release takes Begin back: nothing happened, nothing is under way.
	Release(offset int64)
	// Settle says that the message is done with, begun or not. acked is called
	// once, when the broker has acknowledged a commit that covers the message, or
	// when that can no longer happen because the partition was lost.
	Settle(offset int64, acked func())
}

// ErrLost is what Held gives once a message is another owner's.
var ErrLost = lease.ErrLost

// Keeper is a lease that knows how long it runs.
type Keeper interface {
	// Held is called right before each write of a message's effect. It gives nil
	// while the message is ours: the partition is owned, or about to go and waiting
	// for the message, which has begun. Where the group's lease has run out (the last
	// heartbeat that was answered is a session ago: the process was stopped for long,
	// or the brokers are away) it waits until the group answers. It gives [ErrLost]
	// once the partition has gone to another owner, which takes Begin back: the
	// message is void, and needs neither Release nor Settle. It gives ctx's error
	// when that ends before.
	Held(ctx context.Context, offset int64) error
	// MayWrite is as quick as a look at the clock: an error once the group's lease has
	// run out, and then Held knows more.
	MayWrite() error
}

// NewMessage makes a message that is held under a lease.
func NewMessage(source sdk.Source, key, value []byte, changes bool, under Lease) *Message {
	return &Message{Source: source, Key: key, Value: value, Changes: changes, lease: under}
}

// OnEnd has f called once, when the message is settled for good, or another owner's.
// It must be called before anything is done with the message.
func (m *Message) OnEnd(f func()) { m.ended = sync.OnceFunc(f) }

func (m *Message) end() {
	if m.ended != nil {
		m.ended()
	}
}

// Begin says that the message's effect may now happen; see [Lease].
func (m *Message) Begin() bool {
	begins := m.lease.Begin(m.Offset)
	if !begins {
		m.end()
	}
	return begins
}

// Release takes Begin back; see [Lease].
func (m *Message) Release() { m.lease.Release(m.Offset) }

// Held says whether the message is still ours; see [Keeper]. It is, under a lease
// that knows no end.
func (m *Message) Held(ctx context.Context) error {
	keeper, ok := m.lease.(Keeper)
	if !ok {
		return nil
	}
	err := keeper.Held(ctx, m.Offset)
	if errors.Is(err, ErrLost) {
		m.end()
	}
	return err
}

// MayWrite says whether a write of the message's effect may begin this moment; see
// [Keeper].
func (m *Message) MayWrite() error {
	if keeper, ok := m.lease.(Keeper); ok {
		return keeper.MayWrite()
	}
	return nil
}

// Settle says that the message is done with; see [Lease].
func (m *Message) Settle(acked func()) {
	if m.ended == nil {
		m.lease.Settle(m.Offset, acked)
		return
	}
	m.lease.Settle(m.Offset, func() {
		m.end()
		acked()
	})
}

// Source hands out messages.
type Source interface {
	// Poll waits for messages and gives up to limit of them, in offset order for
	// each partition. It gives ctx's error when that ends, and never one that
	// waiting could mend: any other is the source's end.
	Poll(ctx context.Context, limit int) ([]*Message, error)
	// Close commits what is settled and leaves the group, within ctx.
	Close(ctx context.Context) error
}
