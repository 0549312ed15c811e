package letters_test

import (
	"context"
	"errors"
	"testing"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/ledger"
	"github.com/drayhq/dray/sdk"
)

// A replay goes past what the ledger knew before somebody asked for it, once: what
// came of the replay itself, in a process that was killed, counts.
func TestAReplayIsNotSentTwiceForACrash(t *testing.T) {
	w := newWorld(t)
	key := ledger.Key{Run: "r_1"}
	if err := w.store.Intend(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	id := w.park(t, deadletter.Letter{Run: "r_1", Class: deadletter.InDoubt})
	if err := w.store.AskReplay(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if err := w.store.Intend(t.Context(), key); err != nil { // and then it was killed
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go w.desk.Work(ctx)
	w.left(t, func(all []deadletter.Letter) bool { return len(all) == 1 && all[0].Replay.IsZero() })
	if w.sent != 0 {
		t.Errorf("sent %d times, want it held", w.sent)
	}
	if f := w.replay(t, id); f.Outcome != admin.Delivered || w.sent != 1 {
		t.Errorf("asked for again it is %+v, sent %d times", f, w.sent)
	}
	w.left(t, func(all []deadletter.Letter) bool { return len(all) == 0 })
}

// Junk that is to be trusted by now, for the secret was mended, is another letter
// when it is kept once more. There must not be two of one message.
func TestJunkThatIsKeptAnewIsOneLetter(t *testing.T) {
	w := newWorld(t)
	w.sink = func(sdk.Run) error { return sdk.Unknown(errors.New("no answer")) }
	junk := w.park(t, deadletter.Letter{Run: "r_1", Class: deadletter.Junk})
	if f := w.replay(t, junk); f.Outcome != admin.Parked {
		t.Errorf("the replay ended as %+v", f)
	}
	all := w.left(t, func(all []deadletter.Letter) bool { return len(all) == 1 })
	if all[0].Class != deadletter.Unknown || !all[0].Replay.IsZero() {
		t.Errorf("left is %+v", all[0])
	}
}

// Who drops a letter later has to know that its pipeline may have started.
func TestADoubtOutlastsAReplay(t *testing.T) {
	w := newWorld(t)
	w.sink = func(sdk.Run) error { return sdk.Retry(errors.New("connection refused"), 0) }
	id := w.park(t, deadletter.Letter{Run: "r_1", Class: deadletter.InDoubt, Doubt: true})
	if f := w.replay(t, id); f.Outcome != admin.Parked {
		t.Errorf("the replay ended as %+v", f)
	}
	if l, err := w.store.Letter(id); err != nil || l.Class != deadletter.Exhausted || !l.Doubt {
		t.Errorf("kept is %+v, %v", l, err)
	}
}

// Who drops a letter that is on the wire would have Port told that nothing was started.
func TestWhatIsBeingReplayedIsNotDropped(t *testing.T) {
	w := newWorld(t)
	id := w.park(t, deadletter.Letter{Run: "r_1", Class: deadletter.Unknown, Told: true})
	drop := func() (fate admin.Fate) {
		if err := w.desk.Drop(t.Context(), deadletter.Filter{IDs: []string{id}}, "", func(f admin.Fate) error { fate = f; return nil }); err != nil {
			t.Error(err)
		}
		return fate
	}
	var during admin.Fate
	w.sink = func(sdk.Run) error { during = drop(); return sdk.Unknown(errors.New("no answer")) }
	if f := w.replay(t, id); f.Outcome != admin.Parked {
		t.Errorf("the replay ended as %+v", f)
	}
	if during.Outcome != admin.Kept {
		t.Errorf("dropped while it was sent: %+v", during)
	}
	if f := drop(); f.Outcome != admin.Dropped {
		t.Errorf("dropped after: %+v", f)
	}
	if f := drop(); f.Outcome != admin.Gone {
		t.Errorf("dropped twice: %+v", f)
	}
}
