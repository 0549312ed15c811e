package measure

import (
	"fmt"
	"runtime"
	"slices"
	"time"
)

// Row is one call under measurement.
type Row struct {
	Name string
	Goal Goal
	Call func() error

	calls int // in a round
	times []time.Duration
	bytes uint64 // that a call allocates
	count uint64 // allocations of a call
}

// Median gives the time of a call.
func (r *Row) Median() time.Duration { return r.at(len(r.times) / 2) }

func (r *Row) at(i int) time.Duration {
	sorted := slices.Sorted(slices.Values(r.times))
	return sorted[i]
}

// Rounds measures the rows one after the other, so many times over. In a round each
// has about as long as turn says.
func Rounds(rows []*Row, rounds int, turn time.Duration) error {
	for _, r := range rows {
		if err := r.calibrate(turn); err != nil {
			return fmt.Errorf("%s: %w", r.Name, err)
		}
	}
	for range rounds {
		for _, r := range rows {
			took, err := r.round()
			if err != nil {
				return fmt.Errorf("%s: %w", r.Name, err)
			}
			r.times = append(r.times, took/time.Duration(r.calls))
		}
	}
	return nil
}

// calibrate finds how many calls fill a turn, and what a call allocates.
func (r *Row) calibrate(turn time.Duration) error {
	for r.calls = 16; ; r.calls *= 2 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		took, err := r.round()
		if err != nil {
			return err
		}
		runtime.ReadMemStats(&after)
		if took >= turn/2 {
			r.count = (after.Mallocs - before.Mallocs) / uint64(r.calls)
			r.bytes = (after.TotalAlloc - before.TotalAlloc) / uint64(r.calls)
			return nil
		}
	}
}

func (r *Row) round() (time.Duration, error) {
	start := time.Now()
	for range r.calls {
		if err := r.Call(); err != nil {
			return 0, err
		}
	}
	return time.Since(start), nil
}
