//go:build !lean

package watch

import (
	"sync"
	"time"

	"github.com/drayhq/dray/sdk"
)

func now() time.Time { return time.Now() }

// place names a message while it is under way.
type place struct {
	topic     string
	partition int32
	offset    int64
}

func placeOf(s sdk.Source) place { return place{s.Topic, s.Partition, s.Offset} }

// since is when Kafka took a message.
type since struct{ time.Time }

// unsettled are the runs that were taken up and are not settled.
type unsettled struct {
	mu   sync.Mutex
	open map[place]*since
}

// add enters a run, and gives what takes it out again.
func (u *unsettled) add(s sdk.Source, at time.Time) (remove func()) {
	one := &since{at}
	p := placeOf(s)
	u.mu.Lock()
	u.open[p] = one
	u.mu.Unlock()
	return func() {
		u.mu.Lock()
		defer u.mu.Unlock()
		if u.open[p] == one { // else the partition came back, and this is another's
			delete(u.open, p)
		}
	}
}

// remove takes a run out.
func (u *unsettled) remove(s sdk.Source) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.open, placeOf(s))
}

// state gives how many there are, and for how long the oldest has been one.
func (u *unsettled) state(at time.Time) (n int, oldest time.Duration) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, one := range u.open {
		oldest = max(oldest, at.Sub(one.Time))
	}
	return len(u.open), oldest
}
