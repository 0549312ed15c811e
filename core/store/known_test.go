package store

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"github.com/drayhq/dray/core/ledger"
	"github.com/drayhq/dray/sdk"
)

func look(t *testing.T, s *Store, key ledger.Key) (ledger.Entry, bool) {
	t.Helper()
	entry, known, err := s.Look(key)
	if err != nil {
		t.Fatal(err)
	}
	return entry, known
}

func TestWhatIsKnownOutlivesTheProcess(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), Options{Now: c.now})
	result := ledger.Result{
		Outcome: sdk.Uncertain, Error: "no answer", Doubt: true, Status: 502,
		Header: sdk.Header{"Set-Cookie": {"a", ""}, "Empty": nil}, Body: []byte{}, Took: 180 * time.Millisecond,
	}
	doubted, sent, refused := ledger.Key{Run: "r_1", Step: 2}, ledger.Key{Run: "r_1", Step: 3}, ledger.Key{Run: strings.Repeat("r", 9999)}
	if err := s.Intend(t.Context(), doubted); err != nil {
		t.Fatal(err)
	}
	intendDone(t, s, sent, result)
	intendDone(t, s, refused, ledger.Result{Status: 429})
	s.Forget(refused)
	for range 2 {
		if got, known := look(t, s, doubted); !known || got.Done || !got.At.Equal(c.now()) {
			t.Errorf("the intent is %+v, %v", got, known)
		}
		if got, known := look(t, s, sent); !known || cmp.Diff(ledger.Entry{Done: true, Result: result, At: c.now()}, got) != "" {
			t.Errorf("the result is %+v, %v", got, known)
		}
		if got, known := look(t, s, refused); known {
			t.Errorf("forgotten, and yet %+v", got)
		}
		s = reopen(t, s)
	}
}

func TestAnIntentTakesThePlaceOfAResult(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	key := ledger.Key{Run: strings.Repeat("long", 1000), Step: 1}
	intendDone(t, s, key, ledger.Result{Status: 503})
	if err := s.Intend(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	s = reopen(t, s)
	if got, known := look(t, s, key); !known || got.Done {
		t.Errorf("known is %+v, %v", got, known)
	}
	if got := s.Stats(); got.Intents != 1 || got.Results != 0 {
		t.Errorf("in numbers: %+v", got)
	}
}

func TestAnIntentThatNobodyWaitsForIsTakenBack(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	doubted, fresh := ledger.Key{Run: "r_doubted"}, ledger.Key{Run: "r_fresh"}
	if err := s.Intend(t.Context(), doubted); err != nil {
		t.Fatal(err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	hold := make(chan struct{})
	s.commit = func(tx *bbolt.Tx) error { <-hold; return tx.Commit() }
	for _, key := range []ledger.Key{doubted, fresh} {
		if err := s.Intend(over, key); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
	close(hold)
	for range 2 {
		if _, known := look(t, s, fresh); known {
			t.Error("what was never sent is in doubt")
		}
		if _, known := look(t, s, doubted); !known {
			t.Error("what was in doubt before no longer is")
		}
		s = reopen(t, s)
	}
}

func TestClosedStoreRefuses(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s.Done(ledger.Key{Run: "r"}, ledger.Result{})
	s.Forget(ledger.Key{Run: "r"})
	_, _, looked := s.Look(ledger.Key{Run: "r"})
	_, listed := s.Asked()
	for name, err := range map[string]error{
		"Intend": s.Intend(t.Context(), ledger.Key{Run: "r"}), "Look": looked, "Asked": listed,
		"Remove": s.Remove(t.Context(), "0000001"),
	} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s gave %v", name, err)
		}
	}
}
