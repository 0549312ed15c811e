package store

import (
	"context"
	"fmt"

	"go.etcd.io/bbolt"
)

// followed holds the pipelines that are followed: run id → the follower's record.
var followed = notes{[]byte("followed"), "followed pipeline"}

// Follow writes that a run's pipeline is followed, in place of what was written of the
// run before, and returns once that is on disk. The run needs an id.
func (s *Store) Follow(ctx context.Context, run string, record []byte) error {
	return followed.write(ctx, s, run, record)
}

// Unfollow forgets the runs' pipelines. One that isn't there is no error.
func (s *Store) Unfollow(ctx context.Context, runs ...string) error {
	return followed.remove(ctx, s, runs...)
}

// Followed calls each for all records, which it must not keep, until it gives an error.
func (s *Store) Followed(each func(record []byte) error) error { return followed.all(s, each) }

// FollowedRun gives a copy of a run's record, nil if there is none.
func (s *Store) FollowedRun(run string) (record []byte, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		if held := tx.Bucket(followed.bucket).Get(noteKey(run)); held != nil {
			record = append([]byte{}, held...)
		}
		return nil
	})
	return record, s.doing(fmt.Sprintf("reading the pipeline of %.80s", run), err)
}
