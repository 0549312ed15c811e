package store

import (
	"bytes"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"go.etcd.io/bbolt"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/ledger"
)

// fullDisk has a store's writes go wrong while it is set.
func fullDisk(s *Store) *atomic.Bool {
	var full atomic.Bool
	s.commit = func(tx *bbolt.Tx) error {
		if full.Load() {
			return errors.Join(syscall.ENOSPC, tx.Rollback())
		}
		return tx.Commit()
	}
	return &full
}

func TestFullDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var logged bytes.Buffer
		s, err := Open(t.TempDir(), Options{Log: slog.New(slog.NewTextHandler(&logged, nil))})
		if err != nil {
			t.Fatal(err)
		}
		full := fullDisk(s)
		answered, refused, fresh := ledger.Key{Run: "r_answered"}, ledger.Key{Run: "r_refused"}, ledger.Key{Run: "r_fresh"}
		for _, key := range []ledger.Key{answered, refused} {
			if err := s.Intend(t.Context(), key); err != nil {
				t.Fatal(err)
			}
		}
		full.Store(true)
		s.Done(answered, ledger.Result{Status: 201})
		s.Forget(refused)
		for _, key := range []ledger.Key{refused, fresh, refused} {
			if err := s.Intend(t.Context(), key); !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("Intend gave %v", err)
			}
		}
		if _, err := s.Park(t.Context(), letter(1, deadletter.Exhausted, "{}")); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("Park gave %v", err)
		}
		if err := s.Healthy(); !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), s.path) {
			t.Errorf("Healthy gave %v", err)
		}
		check := func() {
			if entry, known := look(t, s, answered); !known || entry.Result.Status != 201 {
				t.Errorf("the result is %+v, %v", entry, known)
			}
			for _, key := range []ledger.Key{refused, fresh} {
				if entry, known := look(t, s, key); known {
					t.Errorf("of %s is known %+v", key.Run, entry)
				}
			}
		}
		check()
		full.Store(false)
		time.Sleep(retryEvery) // within the bubble: until the writer has tried again
		synctest.Wait()
		if err := s.Healthy(); err != nil {
			t.Errorf("Healthy gave %v", err)
		}
		check()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if s, err = Open(filepath.Dir(s.path), Options{}); err != nil {
			t.Fatal(err)
		}
		check()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if got := strings.Count(logged.String(), "level=ERROR"); got != 1 || !strings.Contains(logged.String(), "can be written again") {
			t.Errorf("logged %s", logged.String())
		}
	})
}

func TestResultsThatAreLostAreSaidOnClose(t *testing.T) {
	s, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	fullDisk(s).Store(true)
	s.Done(ledger.Key{Run: "r"}, ledger.Result{})
	if err := s.Close(); !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "1 results are lost") {
		t.Errorf("Close gave %v", err)
	}
}

// A write that went wrong only after it took effect leaves memory and disk apart.
func TestAWriteThatTookAllTheSameBreaksTheStore(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	s.commit = func(tx *bbolt.Tx) error { return errors.Join(tx.Commit(), syscall.EIO) }
	for _, run := range []string{"r_1", "r_2"} {
		err := s.Intend(t.Context(), ledger.Key{Run: run})
		if !errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), "restart dray") {
			t.Errorf("Intend gave %v", err)
		}
	}
	s = reopen(t, s)
	if err := s.Intend(t.Context(), ledger.Key{Run: "r_2"}); err != nil {
		t.Error(err)
	}
}
