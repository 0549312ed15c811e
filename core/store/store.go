package store

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/ledger"
)

// Errors of the store's methods, to be told with errors.Is.
var (
	ErrClosed   = errors.New("the store is closed")
	ErrNoLetter = errors.New("no such letter")
	ErrTooLarge = errors.New("the letter is larger than the store takes")
)

// Options bound the store. A zero member takes its default.
type Options struct {
	Keep        time.Duration // how long results and intents are kept: 7 days
	Results     int           // results at most, the oldest go first: 100,000
	ResultBytes int64         // bytes of them at most, the oldest go first: 256 MiB
	Junk        int           // junk letters at most, the oldest go first: 1,000
	JunkBytes   int64         // bytes of them at most, the oldest go first: 64 MiB

	Log *slog.Logger     // none: nothing is logged
	Now func() time.Time // none: time.Now
}

// Part says how much of each letter is read.
type Part int

// The parts.
const (
	Bare  Part = iota // without Value
	Whole             // with it
)

// Stats is the store in numbers.
type Stats struct {
	Intents     int   // requests that were begun and have no result
	Results     int   // that are known
	Letters     int   // junk included
	Junk        int   // letters of that class
	JunkDropped int64 // junk letters dropped for the bounds' sake since Open
	Asked       int   // letters that somebody wants replayed
	Pending     int   // writes that are not yet on disk
	FileBytes   int64
}

// Store is the ledger and the dead letters on disk. It is safe for concurrent use.
type Store struct{}

// Open opens dray.db in the folder dir, and makes both where they don't exist.
// One process at a time can have it open; Open waits for it up to a second.
func Open(dir string, options Options) (*Store, error) { return nil, errors.ErrUnsupported }

// Close writes what is pending and closes the file.
func (s *Store) Close() error { return errors.ErrUnsupported }

// Healthy gives the error of the last write, nil when it succeeded.
func (s *Store) Healthy() error { return errors.ErrUnsupported }

// Stats gives the store in numbers.
func (s *Store) Stats() Stats { return Stats{} }

// Intend writes that the key's request is about to be sent and returns once that
// is on disk. It takes the place of what was known of the key. When it gives an
// error the request must not be sent.
func (s *Store) Intend(ctx context.Context, key ledger.Key) error { return errors.ErrUnsupported }

// Done notes what came of the key's request. It returns at once; the write follows.
func (s *Store) Done(key ledger.Key, result ledger.Result) {}

// Forget notes that nothing was sent for the key. It returns at once; the write follows.
func (s *Store) Forget(key ledger.Key) {}

// Look gives what is known of the key, writes that are pending included; false:
// nothing is.
func (s *Store) Look(key ledger.Key) (ledger.Entry, bool, error) {
	return ledger.Entry{}, false, errors.ErrUnsupported
}

// Park keeps a letter and gives its id once it is on disk. The same message,
// parked again, keeps the id and the time that it was first parked; all else is
// taken from letter, Replay included.
func (s *Store) Park(ctx context.Context, letter deadletter.Letter) (string, error) {
	return "", errors.ErrUnsupported
}

// Update replaces what is known of the letter with letter.ID. The original
// message (its place, Key, Value, Headers) and Parked stay as they were.
func (s *Store) Update(ctx context.Context, letter deadletter.Letter) error {
	return errors.ErrUnsupported
}

// Remove deletes the letters with these ids. One that isn't there is no error.
func (s *Store) Remove(ctx context.Context, ids ...string) error { return errors.ErrUnsupported }

// AskReplay marks the letters with these ids as to be replayed. When one isn't
// there the error is [ErrNoLetter] and none is marked.
func (s *Store) AskReplay(ctx context.Context, ids ...string) error { return errors.ErrUnsupported }

// Asked gives the letters marked by AskReplay, oldest first, without Value.
func (s *Store) Asked() ([]deadletter.Letter, error) { return nil, errors.ErrUnsupported }

// Letters gives up to limit letters that the filter chooses, oldest first; 0 is
// no limit.
func (s *Store) Letters(filter deadletter.Filter, limit int, part Part) ([]deadletter.Letter, error) {
	return nil, errors.ErrUnsupported
}

// Letter gives the whole letter whose id is, or alone begins with, id.
func (s *Store) Letter(id string) (deadletter.Letter, error) {
	return deadletter.Letter{}, errors.ErrUnsupported
}
