package store

import (
	"context"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
)

// followedBucket holds the pipelines that are followed: run id → the follower's record.
var followedBucket = []byte("followed")

// Follow writes that a run's pipeline is followed, in place of what was written of the
// run before, and returns once that is on disk. What the record says is for the
// follower to know. The run needs an id.
func (s *Store) Follow(ctx context.Context, run string, record []byte) error {
	if run == "" { // bbolt would refuse it, and all that is written with it
		return errors.New("writing which pipeline is followed: its run has no id")
	}
	return s.doing("writing which pipeline is followed", s.do(ctx, func(c *change) error {
		return c.tx.Bucket(followedBucket).Put(followedKey(run), record)
	}))
}

// Unfollow forgets the runs' pipelines. One that isn't there is no error.
func (s *Store) Unfollow(ctx context.Context, runs ...string) error {
	return s.doing("writing which pipeline is no longer followed", s.do(ctx, func(c *change) error {
		for _, run := range runs {
			if err := c.tx.Bucket(followedBucket).Delete(followedKey(run)); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Followed calls each for all records, which it must not keep, until it gives an error.
func (s *Store) Followed(each func(record []byte) error) error {
	return s.doing("reading which pipelines are followed", s.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(followedBucket).ForEach(func(_, record []byte) error { return each(record) })
	}))
}

// FollowedRun gives a copy of a run's record, nil if there is none.
func (s *Store) FollowedRun(run string) (record []byte, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		if held := tx.Bucket(followedBucket).Get(followedKey(run)); held != nil {
			record = append([]byte{}, held...)
		}
		return nil
	})
	return record, s.doing(fmt.Sprintf("reading the pipeline of %.80s", run), err)
}

// followedKey bounds a run's id as that of a key of the ledger is.
func followedKey(run string) []byte { return []byte(shortRun(run)) }
