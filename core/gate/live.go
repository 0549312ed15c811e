package gate

import (
	"context"
	"sync/atomic"

	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/sdk"
)

// Live is a gate that can become another one while messages go through it, as when
// Port's client secret is rotated. It is safe for concurrent use.
type Live struct{ now atomic.Pointer[Gate] }

// NewLive makes one of g.
func NewLive(g Gate) *Live {
	l := &Live{}
	l.Set(g)
	return l
}

// Set has messages go through g from now on.
func (l *Live) Set(g Gate) { l.now.Store(&g) }

// Admit is [Gate.Admit] of the gate of now.
func (l *Live) Admit(ctx context.Context, m *intake.Message) (sdk.Run, event.Envelope, error) {
	return l.now.Load().Admit(ctx, m)
}

// Again is [Gate.Again] of the gate of now.
func (l *Live) Again(m *intake.Message) (sdk.Run, event.Envelope, error) {
	return l.now.Load().Again(m)
}
