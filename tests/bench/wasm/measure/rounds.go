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

	calls       int // in a round
	times, cpus []time.Duration
	bytes       uint64 // that a call allocates
	count       uint64 // allocations of a call
}

// Median gives the time of a call.
func (r *Row) Median() time.Duration { return r.at(len(r.times) / 2) }

func (r *Row) at(i int) time.Duration { return slices.Sorted(slices.Values(r.times))[i] }

// cpu gives the median of what the process executed for a call.
func (r *Row) cpu() time.Duration { return slices.Sorted(slices.Values(r.cpus))[len(r.cpus)/2] }

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
			took, cpu, err := r.round()
			if err != nil {
				return fmt.Errorf("%s: %w", r.Name, err)
			}
			r.times = append(r.times, took/time.Duration(r.calls))
			r.cpus = append(r.cpus, cpu/time.Duration(r.calls))
		}
	}
	return nil
}

// calibrate finds how many calls fill a turn, and what a call allocates.
func (r *Row) calibrate(turn time.Duration) error {
	for r.calls = 16; ; r.calls *= 2 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, cpu, err := r.round()
		if err != nil {
			return err
		}
		runtime.ReadMemStats(&after)
		if cpu >= turn/2 {
			r.count = (after.Mallocs - before.Mallocs) / uint64(r.calls)
			r.bytes = (after.TotalAlloc - before.TotalAlloc) / uint64(r.calls)
			return nil
		}
	}
}

// round measures a turn. It begins with the garbage of the rows before collected.
func (r *Row) round() (took, cpu time.Duration, err error) {
	runtime.GC()
	before, err := CPUTime()
	if err != nil {
		return 0, 0, err
	}
	start := time.Now()
	for range r.calls {
		if err := r.Call(); err != nil {
			return 0, 0, err
		}
	}
	took = time.Since(start)
	after, err := CPUTime()
	return took, after - before, err
}
