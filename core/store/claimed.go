package store

import "context"

// claimed holds the runs that were claimed from Port and are under way: run id → the
// source's record.
var claimed = notes{[]byte("claimed"), "claimed run"}

// Claim writes down that a run is under way, in place of what was written of it before,
// and returns once that is on disk.
func (s *Store) Claim(ctx context.Context, run string, record []byte) error {
	return claimed.write(ctx, s, run, record)
}

// Unclaim forgets a run. One that isn't there is no error.
func (s *Store) Unclaim(ctx context.Context, run string) error { return claimed.remove(ctx, s, run) }

// Claimed calls each for all records, which it must not keep, until it gives an error.
func (s *Store) Claimed(each func(record []byte) error) error { return claimed.all(s, each) }
