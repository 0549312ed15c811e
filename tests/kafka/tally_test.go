package kafka

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/drayhq/dray/core/intake"
)

// tally counts what was done.
type tally struct {
	mu    sync.Mutex
	times map[string]int
	more  chan struct{}
}

func newTally() *tally { return &tally{times: map[string]int{}, more: make(chan struct{}, 1)} }

func (y *tally) add(value []byte) {
	y.mu.Lock()
	y.times[string(value)]++
	y.mu.Unlock()
	select {
	case y.more <- struct{}{}:
	default:
	}
}

func (y *tally) await(t *testing.T, n int) {
	t.Helper()
	for ctx := within(t); ; {
		y.mu.Lock()
		have := len(y.times)
		y.mu.Unlock()
		if have >= n {
			return
		}
		select {
		case <-y.more:
		case <-ctx.Done():
			t.Fatalf("%d of %d messages were done", have, n)
		}
	}
}

func (y *tally) count() int {
	y.mu.Lock()
	defer y.mu.Unlock()
	return len(y.times)
}

func (y *tally) once(t *testing.T, n int) {
	t.Helper()
	y.await(t, n)
	y.mu.Lock()
	defer y.mu.Unlock()
	for value, times := range y.times {
		if times != 1 {
			t.Errorf("message %s was done %d times", value, times)
		}
	}
}

func name(partition int32, value []byte) []byte {
	return fmt.Appendf(nil, "%d-%s", partition, value)
}

// work does messages until the consumer is closed, the later half of each poll first.
func (y *tally) work(ctx context.Context, consumer *intake.Consumer) {
	for {
		messages, err := consumer.Poll(ctx, 10)
		if err != nil {
			return
		}
		for i := range messages {
			if message := messages[(i+len(messages)/2)%len(messages)]; message.Begin() {
				y.add(name(message.Partition, message.Value))
				message.Settle(nil)
			}
		}
	}
}
