package store

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"github.com/drayhq/dray/core/deadletter"
)

// Errors of the store's methods, to be told with errors.Is.
var (
	ErrClosed      = errors.New("the store is closed")
	ErrNoLetter    = errors.New("no such letter")
	ErrManyLetters = errors.New("more than one letter")
	ErrTooLarge    = errors.New("the letter is larger than the store takes")
)

// Options bound the store. A zero member takes its default.
type Options struct {
	Keep        time.Duration // how long results and intents are kept: 7 days
	Results     int           // results at most, the oldest go first: 100,000
	ResultBytes int64         // bytes of them at most, the oldest go first: 256 MiB
	Junk        int           // junk letters at most, the oldest go first: 1,000
	JunkBytes   int64         // bytes of them at most, the oldest go first: 64 MiB

	Log *slog.Logger     // nil: nothing is logged
	Now func() time.Time // nil: time.Now

	careless bool // a test doesn't wait for the disk
}

func (o Options) withDefaults() Options {
	if o.Keep <= 0 {
		o.Keep = 7 * 24 * time.Hour
	}
	if o.Results <= 0 {
		o.Results = 100_000
	}
	if o.ResultBytes <= 0 {
		o.ResultBytes = 256 << 20
	}
	if o.Junk <= 0 {
		o.Junk = 1000
	}
	if o.JunkBytes <= 0 {
		o.JunkBytes = 64 << 20
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Store is the ledger and the dead letters on disk. It is safe for concurrent use.
type Store struct {
	options Options
	path    string
	db      *bbolt.DB
	seeds   [2]maphash.Seed
	commit  func(*bbolt.Tx) error // a test makes it fail

	wake    chan struct{} // there is something to write
	quit    chan struct{} // closed when nothing more will come
	stopped chan struct{} // closed when the writer is done

	mu      sync.Mutex
	closed  bool
	err     error                 // of the last write
	broken  bool                  // err is for good
	queue   []*op                 // entries to be written, in order
	calls   []func(*change) error // letters to be written, in order
	next    *batch                // what gathers now
	pending map[mark]*op          // what the queue, and the batch under way, will make known
	books   books
	shelf   shelf
}

// Open opens dray.db in the folder dir, and makes both where they don't exist.
// One process at a time can have it open; Open waits for it up to a second. The
// error says which file, what is wrong with it, and how to mend that.
func Open(dir string, options Options) (*Store, error) {
	s := &Store{
		options: options.withDefaults(),
		path:    filepath.Join(dir, "dray.db"),
		seeds:   [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()},
		commit:  (*bbolt.Tx).Commit,
		wake:    make(chan struct{}, 1),
		quit:    make(chan struct{}),
		stopped: make(chan struct{}),
		next:    newBatch(),
		pending: map[mark]*op{},
	}
	if err := s.open(dir); err != nil {
		return nil, fmt.Errorf("opening the store %s: %w", s.path, err)
	}
	go s.write()
	return s, nil
}

// Close writes what is pending and closes the file. The error says what could
// not be written.
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	s.mu.Unlock()
	close(s.quit)
	<-s.stopped

	var errs []error
	if n := len(s.pending); n > 0 {
		errs = append(errs, fmt.Errorf("%d results are lost: %w", n, s.err))
	}
	if err := s.db.Close(); err != nil {
		errs = append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("closing the store %s: %w", s.path, err)
	}
	return nil
}

// Healthy gives the error of the last write, nil when it succeeded. While there
// is one, the store tries again every second.
func (s *Store) Healthy() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Stats is the store in numbers.
type Stats struct {
	Intents     int // requests that were begun and have no result
	Results     int // that are known
	Letters     int // junk included
	Classes     map[deadletter.Class]int
	Junk        int   // letters of that class
	JunkDropped int64 // junk letters dropped for the bounds' sake since Open
	Asked       int   // letters that somebody wants replayed
	Pending     int   // writes that are not yet on disk
	FileBytes   int64 // of the file, free pages included
}

// Stats gives the store in numbers.
func (s *Store) Stats() Stats {
	size := s.fileSize()
	s.mu.Lock()
	defer s.mu.Unlock()
	return Stats{
		Intents:     s.books.intents,
		Results:     s.books.results,
		Letters:     s.shelf.letters,
		Classes:     s.shelf.classes.all(),
		Junk:        len(s.shelf.junk),
		JunkDropped: s.shelf.dropped,
		Asked:       len(s.shelf.asked),
		Pending:     len(s.pending) + len(s.calls),
		FileBytes:   size,
	}
}

// view reads from the file as it was last committed.
func (s *Store) view(read func(*bbolt.Tx) error) error {
	err := s.db.View(read)
	if errors.Is(err, berrors.ErrDatabaseNotOpen) {
		return ErrClosed
	}
	return err
}

func wait(ctx context.Context, b *batch) error {
	select {
	case <-b.done:
		return b.err
	case <-ctx.Done():
		return ctx.Err()
	}
}
