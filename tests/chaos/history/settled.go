package history

import (
	"maps"
	"slices"

	"github.com/drayhq/dray/core/settle"
)

// Commit is what the group has committed for a partition.
type Commit struct {
	Next     int64
	Metadata string
	Settled
}

// Committed notes a commit: what it covers is settled.
func (b *Book) Committed(partition int32, commit Commit) {
	b.mu.Lock()
	var change Progress
	if int(partition) < len(b.open) {
		b.last[partition] = &commit
		change = b.cover(partition)
	}
	b.mu.Unlock()
	b.advance(change)
}

// cover takes what the last commit covers out of what is open.
func (b *Book) cover(partition int32) (change Progress) {
	commit, open := b.last[partition], b.open[partition]
	if commit == nil {
		return change
	}
	ledger := settle.New(settle.MetadataLimit)
	ledger.Resume(commit.Next, commit.Metadata)
	for _, offset := range slices.Sorted(maps.Keys(open)) {
		if offset < commit.Next || !ledger.Add(offset) {
			run, settled := open[offset], commit.Settled
			run.Settled = &settled
			delete(open, offset)
			change.Settled++
			if !run.reached {
				run.reached = true
				change.Reached++
			}
		}
	}
	return change
}

func (b *Book) advance(change Progress) {
	if change == (Progress{}) {
		return
	}
	b.progress.Do(func(p *Progress) {
		p.Produced += change.Produced
		p.Reached += change.Reached
		p.Settled += change.Settled
	})
}
