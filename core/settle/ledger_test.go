package settle

import (
	"math"
	"strings"
	"testing"
)

func added(t *testing.T, l *Ledger, offsets ...int64) {
	t.Helper()
	for _, offset := range offsets {
		if !l.Add(offset) {
			t.Fatalf("Add(%d) says that it is not to be handed out", offset)
		}
	}
}

func commit(t *testing.T, l *Ledger) Position {
	t.Helper()
	position, ok := l.Commit()
	if !ok {
		t.Fatal("the position is not known")
	}
	return position
}

func TestNothingToCommitBeforeTheFirstMessage(t *testing.T) {
	if position, ok := New(MetadataLimit).Commit(); ok {
		t.Errorf("a position is known: %+v", position)
	}
}

func TestTheCommitStaysAtTheFirstOpenMessage(t *testing.T) {
	l := New(MetadataLimit)
	added(t, l, 10, 11, 14, 15) // 12 and 13 were compacted away
	l.Settle(0, 15)
	l.Settle(0, 11)
	if got := commit(t, l); got.Next != 10 || got.Metadata == "" {
		t.Errorf("commit is %+v, want offset 10 with metadata", got)
	}
	l.Settle(0, 10)
	if got := commit(t, l); got.Next != 14 {
		t.Errorf("commit is %+v, want offset 14", got)
	}
	l.Settle(0, 14)
	if got := commit(t, l); got.Next != 16 || got.Metadata != "" || got.Through != math.MaxInt64 {
		t.Errorf("commit is %+v, want offset 16 without metadata", got)
	}
}

func TestANewOwnerSkipsWhatIsDone(t *testing.T) {
	before := New(MetadataLimit)
	added(t, before, 0, 1, 2, 3, 4)
	before.Settle(0, 0)
	before.Settle(0, 2)
	before.Settle(0, 4)
	position := commit(t, before)

	after := New(MetadataLimit)
	after.Resume(position.Next, position.Metadata)
	for offset, want := range map[int64]bool{1: true, 2: false, 3: true, 4: false, 5: true} {
		l := *after
		if got := l.Add(offset); got != want {
			t.Errorf("Add(%d) = %v, want %v", offset, got, want)
		}
	}
	if got := commit(t, after); got != position {
		t.Errorf("before anything is read the commit is %+v, want %+v", got, position)
	}
}

func TestWhatIsUnderWayOutlivesTheRound(t *testing.T) {
	l := New(MetadataLimit)
	added(t, l, 0, 1, 2, 3)
	l.Begin(0, 0)
	l.Begin(0, 1)
	l.Begin(0, 2)
	l.Settle(0, 2)
	l.Resume(0, "") // the partition was lost and came back

	if l.Begin(0, 3) {
		t.Error("message 3 was handed out before and not begun: it must be void")
	}
	l.Release(0, 1)
	for offset, want := range []bool{0: false, 1: true, 2: false, 3: true} {
		if got := l.Add(int64(offset)); got != want {
			t.Errorf("Add(%d) = %v, want %v", offset, got, want)
		}
	}
	if got := l.Begun(); got != 1 {
		t.Errorf("%d under way, want 1: message 0", got)
	}
	if !l.Settle(0, 0) {
		t.Error("message 0 is under way since the round before: it settles in this one")
	}
	if got := commit(t, l); got.Next != 1 {
		t.Errorf("commit is %+v, want offset 1", got)
	}
}

func TestWhatIsUnderWaySettlesBeforeItIsReadAgain(t *testing.T) {
	l := New(MetadataLimit)
	added(t, l, 5, 6)
	l.Begin(0, 6)
	l.Resume(5, "")
	l.Settle(0, 6)
	added(t, l, 5)
	if l.Add(6) {
		t.Error("message 6 is handed out again after it was settled")
	}
	l.Settle(1, 5)
	if got := commit(t, l); got.Next != 7 {
		t.Errorf("commit is %+v, want offset 7", got)
	}
}

func TestBeforeTheFirstCommitNothingIsForgotten(t *testing.T) {
	l := New(MetadataLimit)
	added(t, l, 3, 4, 5)
	l.Begin(0, 4)
	l.Settle(0, 5)
	l.Resume(-1, "")
	added(t, l, 3)
	if l.Add(4) || l.Add(5) {
		t.Error("a message that is under way, or done, is handed out again")
	}
	l.Settle(1, 3)
	l.Settle(0, 4)
	if got := commit(t, l); got.Next != 6 {
		t.Errorf("commit is %+v, want offset 6", got)
	}
}

func TestAMovedGroupForgetsWhatWasDone(t *testing.T) {
	l := New(MetadataLimit)
	added(t, l, 0, 1, 2)
	l.Settle(0, 0)
	l.Settle(0, 1)
	l.Acknowledge(2)
	l.Resume(0, "") // somebody reset the group to read all again
	added(t, l, 0, 1, 2)
}

func TestARewoundLogVoidsAllKnowledge(t *testing.T) {
	for name, resume := range map[string]bool{"while read": false, "before anything was read": true} {
		t.Run(name, func(t *testing.T) {
			l := New(MetadataLimit)
			if resume {
				l.Resume(50, "")
			} else {
				added(t, l, 49, 50)
				l.Begin(0, 50)
			}
			before := l.Round()
			added(t, l, 0)
			if l.Begin(before, 50) || l.Begun() != 0 {
				t.Error("a message of the log before still counts")
			}
			if got := commit(t, l); got.Next != 0 {
				t.Errorf("commit is %+v, want offset 0", got)
			}
		})
	}
}

func TestFullBeforeTheMetadataOverflows(t *testing.T) {
	l := New(MetadataLimit)
	offset := int64(0)
	for ; !l.Full(); offset++ {
		added(t, l, offset)
	}
	if offset < 16_384 {
		t.Errorf("full after %d open messages: a bitmap holds more", offset)
	}
	for at := int64(1); at < offset; at += 2 { // the pattern that packs worst
		l.Settle(0, at)
	}
	got := commit(t, l)
	if len(got.Metadata) > MetadataLimit || got.Through != math.MaxInt64 {
		t.Errorf("%d bytes of metadata cover up to %d", len(got.Metadata), got.Through)
	}
}

func TestALongWaitDoesNotFillTheLedger(t *testing.T) {
	l := New(MetadataLimit)
	added(t, l, 0)
	for offset := int64(1); offset < 1_000_000; offset++ {
		added(t, l, offset)
		l.Settle(0, offset)
	}
	if l.Full() {
		t.Error("full, with one message open")
	}
	if len(l.entries) > 1000 {
		t.Errorf("%d entries are kept for one open message", len(l.entries))
	}
	if got := commit(t, l); len(got.Metadata) > 20 {
		t.Errorf("the metadata takes %d bytes", len(got.Metadata))
	}
}

func TestASmallerLimitCoversLess(t *testing.T) {
	l := New(MetadataLimit)
	for offset := range int64(2000) {
		added(t, l, offset)
	}
	for offset := int64(1); offset < 2000; offset += 2 {
		l.Settle(0, offset)
	}
	for limit := MetadataLimit; limit > 0; limit /= 2 {
		got := commit(t, l)
		if len(got.Metadata) > limit {
			t.Errorf("%d bytes of metadata where %d are allowed", len(got.Metadata), limit)
		}
		for _, s := range decode(got.Next, got.Metadata) {
			if s.to > got.Through {
				t.Errorf("limit %d: the metadata says %v, the position ends at %d", limit, s, got.Through)
			}
		}
		l.Shrink()
	}
}

func TestMetadataOfOthersSaysNothing(t *testing.T) {
	for _, metadata := range []string{"", "dray-1-0b5c", "dray1:", "dray1:x", "dray1:b!", "dray2:bAQ", "dray1:r" + strings.Repeat("_", 11)} {
		if got := decode(7, metadata); got != nil {
			t.Errorf("decode(%q) = %v, want nothing", metadata, got)
		}
	}
}

func BenchmarkEntry(b *testing.B) {
	l := New(MetadataLimit)
	for i := range int64(b.N) {
		l.Add(i)
		l.Begin(0, i)
		if i >= 256 {
			l.Settle(0, i-i%256+(i*37)%256-256)
		}
	}
}
