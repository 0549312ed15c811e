package store

import (
	"context"
	"errors"

	"go.etcd.io/bbolt"
)

// notes are records of somebody else's by the ids of runs. What they say is for their
// writer to know.
type notes struct {
	bucket []byte
	what   string // is done, for errors: "claimed run"
}

// write writes a run's record in place of the one before, and returns once it is on disk.
func (n notes) write(ctx context.Context, s *Store, run string, record []byte) error {
	if run == "" { // bbolt would refuse it, and all that is written with it
		return errors.New("writing down a " + n.what + ": its run has no id")
	}
	return s.doing("writing down a "+n.what, s.do(ctx, func(c *change) error {
		return c.tx.Bucket(n.bucket).Put(noteKey(run), record)
	}))
}

// remove forgets the runs' records. One that isn't there is no error.
func (n notes) remove(ctx context.Context, s *Store, runs ...string) error {
	return s.doing("forgetting a "+n.what, s.do(ctx, func(c *change) error {
		for _, run := range runs {
			if err := c.tx.Bucket(n.bucket).Delete(noteKey(run)); err != nil {
				return err
			}
		}
		return nil
	}))
}

// all calls each for all records, which it must not keep, until it gives an error.
func (n notes) all(s *Store, each func(record []byte) error) error {
	return s.doing("reading each "+n.what, s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(n.bucket).ForEach(func(_, record []byte) error { return each(record) })
	}))
}

// noteKey bounds a run's id as that of a key of the ledger is.
func noteKey(run string) []byte { return []byte(shortRun(run)) }
