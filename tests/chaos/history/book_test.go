package history

import (
	"testing"
	"time"

	"github.com/drayhq/dray/core/settle"
)

// above gives the metadata of a commit at next that says that one offset above is done.
func above(t *testing.T, next, done int64) string {
	t.Helper()
	ledger := settle.New(settle.MetadataLimit)
	ledger.Resume(next, "")
	for offset := next; offset <= done; offset++ {
		ledger.Add(offset)
	}
	ledger.Settle(ledger.Round(), done)
	position, ok := ledger.Commit()
	if !ok || position.Next != next {
		t.Fatalf("the commit is %+v", position)
	}
	return position.Metadata
}

func TestACommitSettlesWhatItCovers(t *testing.T) {
	book := NewBook(2)
	for i, id := range []string{"a", "b", "c", "d", "late"} {
		book.Plan(Run{ID: id})
		if id != "late" {
			book.Produced(id, 1, int64(i))
		}
	}
	at := time.Now()
	book.Committed(0, Commit{Next: 100, Settled: Settled{By: at}}) // another partition's
	book.Committed(1, Commit{Next: 1, Metadata: above(t, 1, 2), Settled: Settled{By: at}})
	book.Committed(1, Commit{Next: 1, Metadata: above(t, 1, 4), Settled: Settled{By: at.Add(time.Second)}})
	book.Produced("late", 1, 4) // dray was faster than the producer
	want := map[string]time.Time{"a": at, "c": at, "late": at.Add(time.Second)}
	book.Each(func(run *Run) {
		by, settled := want[run.ID]
		if settled != (run.Settled != nil) || settled && !run.Settled.By.Equal(by) {
			t.Errorf("run %s: %+v, want %v", run.ID, run.Settled, by)
		}
	})
	now, err := book.Wait(t.Context(), func(Progress) bool { return true })
	if want := (Progress{Produced: 5, Reached: 3, Settled: 3}); err != nil || now != want {
		t.Errorf("the progress is %+v (%v), want %+v", now, err, want)
	}
}

func TestASendIsKnownByItsAnswer(t *testing.T) {
	book := NewBook(1)
	book.Plan(Run{ID: "a"})
	book.Reached("a", Send{Life: 1})(503)
	book.Reached("a", Send{Life: 2})(201)
	book.Reached("nobody's", Send{Life: 1})(201)
	book.Each(func(run *Run) {
		if len(run.Sends) != 2 || run.Sends[0].Counts() || !run.Sends[1].Counts() {
			t.Errorf("run %s was sent as %+v", run.ID, run.Sends)
		}
	})
}
