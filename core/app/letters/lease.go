package letters

import (
	"context"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/sdk"
)

// removeBound is how long it is tried to remove a letter.
const removeBound = time.Minute

// lease is the hold on a message that is a letter: nobody else can take it, and to
// settle it is to remove the letter.
type lease struct {
	desk *Desk
	id   string
}

// Begin is always right.
func (lease) Begin(int64) bool { return true }

// Release leaves the letter where it is.
func (lease) Release(int64) {}

// Settle removes the letter. Until that is done, or given up, nobody else may replay
// or drop it.
func (l lease) Settle(_ int64, acked func()) {
	go func() {
		defer acked()
		defer l.desk.busy.leave(l.id)
		ctx := context.Background() // a stop waits for what is under way, this too
		_, err := backoff.Retry(ctx, func() (struct{}, error) {
			return struct{}{}, l.desk.Store.Remove(ctx, l.id)
		}, backoff.WithMaxElapsedTime(removeBound))
		if err != nil {
			l.desk.Log.Error("a dead letter was replayed and could not be removed: drop it, or it may be replayed again",
				"dead_letter", l.id, "error", err)
		}
	}()
}

// message gives the letter as it came from Kafka. What is junk has to pass the gate.
func message(l deadletter.Letter, held intake.Lease) *intake.Message {
	m := intake.NewMessage(sdk.Source{
		Topic: l.Topic, Partition: l.Partition, Offset: l.Offset, Time: l.Published,
	}, l.Key, l.Value, l.Changes, held)
	m.Verified = l.Class != deadletter.Junk
	for _, h := range l.Headers {
		m.Headers = append(m.Headers, intake.Header{Key: h.Key, Value: h.Value})
	}
	return m
}
