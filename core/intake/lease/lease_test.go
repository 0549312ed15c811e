package lease

import (
	"context"
	"testing"
	"time"

	"github.com/drayhq/dray/core/settle"
)

func take(t *testing.T, p *Partition, offset int64) Hold {
	t.Helper()
	hold, ok := p.Take(offset)
	if !ok {
		t.Fatalf("offset %d is not handed out", offset)
	}
	return hold
}

func newPartition() (*Partition, *int) {
	changed := 0
	return NewSet(settle.MetadataLimit, NewTerm(time.Minute), func() { changed++ }).At("t", 0), &changed
}

func TestNothingIsHandedOutBeforeOwnership(t *testing.T) {
	p, _ := newPartition()
	if _, ok := p.Take(0); ok {
		t.Error("a message is handed out of a partition that is not ours")
	}
}

func TestACommitCoversWhatWasSettledBeforeIt(t *testing.T) {
	p, changed := newPartition()
	p.Resume(-1, "")
	acked := map[int64]bool{}
	for offset := range int64(3) {
		take(t, p, offset)
	}
	hold := Hold{p, 1}
	hold.Settle(2, func() { acked[2] = true })
	s, ok := p.Snapshot()
	if !ok || s.Next != 0 || *changed != 1 {
		t.Fatalf("snapshot %+v, %v after %d changes", s, ok, *changed)
	}
	hold.Settle(1, func() { acked[1] = true }) // while the commit is on its way
	p.Acknowledged(s)
	if !acked[2] || acked[1] {
		t.Errorf("acked %v, want 2 alone", acked)
	}
	if !p.Dirty() {
		t.Error("1 is settled and not committed, and nothing is to be committed")
	}
}

func TestAFailedCommitIsStillDue(t *testing.T) {
	p, _ := newPartition()
	p.Resume(-1, "")
	acked := false
	take(t, p, 0).Settle(0, func() { acked = true })
	if _, ok := p.Snapshot(); !ok {
		t.Fatal("nothing to commit")
	}
	p.Failed(false)
	if acked || !p.Dirty() {
		t.Errorf("acked %v, dirty %v after a failure", acked, p.Dirty())
	}
	s, _ := p.Snapshot()
	p.Acknowledged(s)
	if !acked || p.Dirty() {
		t.Errorf("acked %v, dirty %v after a success", acked, p.Dirty())
	}
}

func TestDropTellsWhoWaits(t *testing.T) {
	p, _ := newPartition()
	p.Resume(-1, "")
	acked := 0
	hold := take(t, p, 0)
	take(t, p, 1)
	hold.Begin(1)
	hold.Settle(0, func() { acked++ })
	s, _ := p.Snapshot()
	p.Drop()
	p.Acknowledged(s) // too late
	hold.Settle(1, func() { acked++ })
	if acked != 2 {
		t.Errorf("acked %d times, want once for each message", acked)
	}
	if _, ok := p.Snapshot(); ok || p.Dirty() {
		t.Error("a partition that is not ours has something to commit")
	}
}

func TestDrainWaitsForWhatIsUnderWay(t *testing.T) {
	p, _ := newPartition()
	p.Resume(-1, "")
	hold := take(t, p, 0)
	take(t, p, 1)
	hold.Begin(0)

	over, cancel := context.WithCancel(t.Context())
	cancel()
	if left := Drain(over, []*Partition{p}); left != 1 {
		t.Errorf("%d are under way when the wait is over, want 1", left)
	}
	if hold.Begin(1) {
		t.Error("a message may begin while the partition is drained")
	}
	drained := make(chan int)
	go func() { drained <- Drain(t.Context(), []*Partition{p}) }()
	hold.Settle(0, nil)
	if left := <-drained; left != 0 {
		t.Errorf("%d are under way after the drain", left)
	}
	if s, ok := p.Snapshot(); !ok || s.Next != 1 {
		t.Errorf("the last commit is %+v, %v", s, ok)
	}
}

func TestARewoundLogDoesNotLoseAcks(t *testing.T) {
	p, _ := newPartition()
	p.Resume(10, "")
	acked := false
	take(t, p, 10).Settle(10, func() { acked = true })
	s, _ := p.Snapshot()
	hold := take(t, p, 0) // the topic was made anew
	p.Acknowledged(s)
	hold.Settle(0, nil)
	if s, ok := p.Snapshot(); !ok || s.Next != 1 {
		t.Fatalf("the commit is %+v, %v", s, ok)
	} else {
		p.Acknowledged(s)
	}
	if !acked {
		t.Error("who settled before the log was rewound still waits")
	}
}
