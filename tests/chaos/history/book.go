package history

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/drayhq/dray/core/standin/stage"
)

// Progress counts runs. Reached are those whose trigger has come to CircleCI, or
// never will, as they are settled.
type Progress struct{ Produced, Reached, Settled int }

// Book is written to by all that see something happen. Make it with NewBook.
type Book struct {
	mu       sync.Mutex
	runs     map[string]*Run
	open     []map[int64]*Run // by partition and offset: those not settled
	last     []*Commit        // by partition
	lives    []Life
	troubles []Trouble
	progress stage.Watched[Progress]
}

// NewBook makes an empty book for a topic of so many partitions.
func NewBook(partitions int) *Book {
	b := &Book{runs: map[string]*Run{}, open: make([]map[int64]*Run, partitions), last: make([]*Commit, partitions)}
	for i := range b.open {
		b.open[i] = map[int64]*Run{}
	}
	return b
}

// Plan notes a run before it is produced, for it may be sent before the producer
// hears of its offset.
func (b *Book) Plan(run Run) {
	b.mu.Lock()
	defer b.mu.Unlock()
	run.Offset = -1
	b.runs[run.ID] = &run
}

// Produced notes where a run lies. It may have been settled by then.
func (b *Book) Produced(id string, partition int32, offset int64) {
	b.mu.Lock()
	run := b.runs[id]
	run.Partition, run.Offset = partition, offset
	b.open[partition][offset] = run
	change := b.cover(partition)
	b.mu.Unlock()
	change.Produced++
	b.advance(change)
}

// Reached notes that a run's trigger has come to CircleCI, and gives what notes
// the answer.
func (b *Book) Reached(id string, send Send) (answered func(status int)) {
	b.mu.Lock()
	run := b.runs[id]
	if run == nil {
		b.mu.Unlock()
		return func(int) {}
	}
	run.Sends = append(run.Sends, send)
	at, first := len(run.Sends)-1, !run.reached
	run.reached = true
	b.mu.Unlock()
	if first {
		b.progress.Do(func(p *Progress) { p.Reached++ })
	}
	return func(status int) {
		b.mu.Lock()
		defer b.mu.Unlock()
		run.Sends[at].Answer = status
	}
}

// Told notes a call to Port about a run.
func (b *Book) Told(id string, telling Telling) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if run := b.runs[id]; run != nil {
		run.Tellings = append(run.Tellings, telling)
	}
}

// Born notes a new process and gives its number, from 1.
func (b *Book) Born(life Life) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	life.Number = len(b.lives) + 1
	b.lives = append(b.lives, life)
	return life.Number
}

// Ended notes how a process ended.
func (b *Book) Ended(number int, change func(*Life)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	change(&b.lives[number-1])
}

// Begin notes a trouble that begins, and gives what notes a change of it.
func (b *Book) Begin(trouble Trouble) (change func(func(*Trouble))) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.troubles = append(b.troubles, trouble)
	at := len(b.troubles) - 1
	return func(do func(*Trouble)) {
		b.mu.Lock()
		defer b.mu.Unlock()
		do(&b.troubles[at])
	}
}

// Each shows all runs, to be completed, in the order of their ids.
func (b *Book) Each(do func(*Run)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(b.runs)) {
		do(b.runs[id])
	}
}

// Lives gives the processes, the one numbered 1 first.
func (b *Book) Lives() []Life {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.lives)
}

// Troubles gives what befell them.
func (b *Book) Troubles() []Trouble {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.troubles)
}

// Wait waits until the progress is as wanted and gives it. Its error is ctx's.
func (b *Book) Wait(ctx context.Context, until func(Progress) bool) (now Progress, err error) {
	err = b.progress.Wait(ctx, func(p *Progress) bool {
		now = *p
		return until(now)
	})
	return now, err
}
