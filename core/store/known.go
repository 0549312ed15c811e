package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/maphash"
	"time"

	"go.etcd.io/bbolt"

	"github.com/drayhq/dray/core/ledger"
)

// maxRun is how long a run's name may be; of a longer one a digest is kept.
const maxRun = 512

// mark stands for a key in memory. 128 bits under a seed that nobody knows: no
// two keys share one.
type mark struct{ a, b uint64 }

func (s *Store) mark(key ledger.Key) mark {
	step := uint64(key.Step) * 0x9e3779b97f4a7c15 //nolint:gosec // any bits do
	return mark{maphash.String(s.seeds[0], key.Run) + step, maphash.String(s.seeds[1], key.Run) ^ step}
}

func short(key ledger.Key) ledger.Key {
	key.Run = shortRun(key.Run)
	return key
}

func shortRun(run string) string {
	if len(run) > maxRun {
		sum := sha256.Sum256([]byte(run))
		run = "sha256:" + hex.EncodeToString(sum[:])
	}
	return run
}

// Intend writes that the key's request is about to be sent and returns once that
// is on disk. It takes the place of what was known of the key. When it gives an
// error the request must not be sent: it is ctx's, [ErrClosed], or the disk's,
// and where nothing was known of the key before, nothing is known of it then.
func (s *Store) Intend(ctx context.Context, key ledger.Key) error {
	o := s.newOp(key, intend)
	s.mu.Lock()
	if err := s.refusal(); err != nil {
		s.mu.Unlock()
		return s.intending(key, err)
	}
	_, known := s.books.at[o.mark]
	fresh := !known && s.pending[o.mark] == nil
	s.enqueue(o)
	b := s.next
	s.mu.Unlock()
	s.rouse()
	err := wait(ctx, b)
	if err == nil {
		return nil
	}
	if ctx.Err() != nil && fresh {
		s.takeBack(o)
	}
	return s.intending(key, err)
}

func (s *Store) intending(key ledger.Key, err error) error {
	return fmt.Errorf("writing to %s that step %d of %.80s is about to be sent: %w", s.path, key.Step, key.Run, err)
}

// takeBack forgets an intent that nobody waits for any more.
func (s *Store) takeBack(o *op) {
	s.mu.Lock()
	now := s.pending[o.mark]
	if (now == nil || now == o) && !s.closed {
		s.enqueue(s.newOp(o.key, forget))
	}
	s.mu.Unlock()
	s.rouse()
}

// Done notes what came of the key's request, bounded as [ledger.Result.Bounded]
// says. It returns at once; the write follows, and is repeated until it
// succeeds. Nothing that result points to may be changed afterwards.
func (s *Store) Done(key ledger.Key, result ledger.Result) {
	o := s.newOp(key, done)
	o.entry.Done, o.entry.Result = true, result.Bounded()
	s.submit(o)
}

// Forget notes that nothing was sent for the key, whatever was known of it. It
// returns at once; the write follows, and is repeated until it succeeds.
func (s *Store) Forget(key ledger.Key) { s.submit(s.newOp(key, forget)) }

func (s *Store) submit(o *op) {
	s.mu.Lock()
	closed := s.closed
	if !closed {
		s.enqueue(o)
	}
	s.mu.Unlock()
	if closed {
		s.options.Log.Warn("the store is closed and can't remember what came of a request", "run", o.key.Run, "step", o.key.Step)
		return
	}
	s.rouse()
}

func (s *Store) newOp(key ledger.Key, kind kind) *op {
	key = short(key)
	at := s.options.Now().UTC().Truncate(time.Microsecond)
	return &op{key: key, mark: s.mark(key), kind: kind, entry: ledger.Entry{At: at}}
}

// Look gives what is known of the key, writes that are pending included; false:
// nothing is. Nothing that the entry points to may be changed.
func (s *Store) Look(key ledger.Key) (ledger.Entry, bool, error) {
	key = short(key)
	mark := s.mark(key)
	for last := (place{}); ; {
		s.mu.Lock()
		o := s.pending[mark]
		at, known := s.books.at[mark]
		closed := s.closed
		s.mu.Unlock()
		switch {
		case closed:
			return ledger.Entry{}, false, ErrClosed
		case o != nil:
			if o.kind == forget {
				return ledger.Entry{}, false, nil
			}
			return o.entry, true, nil
		case !known || at == last:
			return ledger.Entry{}, false, nil
		}
		entry, found, err := s.read(key, at)
		if err != nil || found {
			return entry, found, err
		}
		last = at // written anew or trimmed just now: the books know by the next look
	}
}

func (s *Store) read(key ledger.Key, at place) (entry ledger.Entry, found bool, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		data := tx.Bucket(at.bucket()).Get(number(at.seq()))
		if data == nil {
			return nil
		}
		held, e, err := decode(data)
		if err != nil {
			return fmt.Errorf("looking up step %d of %.80s in %s: %w", key.Step, key.Run, s.path, err)
		}
		entry, found = e, held == key
		return nil
	})
	return entry, found, err
}
