package store

import (
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// brokenError is one after which the file must be opened anew: what is on the
// disk may differ from what memory holds.
type brokenError struct{ error }

func (e *brokenError) Unwrap() error { return e.error }

// change is one transaction and what memory will hold after it.
type change struct {
	s     *Store
	tx    *bbolt.Tx
	now   time.Time
	books books          // its map is the one before; what differs is in moved
	moved map[mark]place // the zero place: gone
	added int            // entries
	more  bool           // there is more to trim
	probe bool           // nothing is to be written, but whether it can be
	shelf shelf
}

// bucket gives a bucket that is filled from one end: pages are left full.
func (c *change) bucket(name []byte) *bbolt.Bucket {
	b := c.tx.Bucket(name)
	b.FillPercent = 1
	return b
}

// run makes the change on disk, all of it or nothing.
func (c *change) run(queue []*op, calls []func(*change) error) (err error) {
	defer func() {
		if p := recover(); p != nil { // bbolt's way to say that the file makes no sense
			err = &brokenError{fmt.Errorf("the file is damaged: %v", p)}
		}
		if c.tx != nil {
			_ = c.tx.Rollback()
		}
	}()
	if c.tx, err = c.s.db.Begin(true); err != nil {
		return err
	}
	id := c.tx.ID()
	if err := c.fill(queue, calls); err != nil {
		return err
	}
	err = c.s.commit(c.tx)
	c.tx = nil
	if err == nil {
		return nil
	}
	last := 0
	verr := c.s.db.View(func(tx *bbolt.Tx) error { last = tx.ID(); return nil })
	if verr != nil || last == id {
		return &brokenError{fmt.Errorf("a write went wrong halfway, restart dray: %w", errors.Join(err, verr))}
	}
	return err
}

func (c *change) fill(queue []*op, calls []func(*change) error) error {
	for _, o := range queue {
		if err := c.put(o); err != nil {
			return err
		}
	}
	for _, call := range calls {
		if err := call(c); err != nil {
			return err
		}
	}
	if c.probe {
		if err := c.bucket(metaBucket).Put([]byte("probe"), number(uint64(c.now.Unix()))); err != nil { //nolint:gosec // any bytes do
			return err
		}
	}
	if err := c.trimJunk(); err != nil {
		return err
	}
	return c.trim()
}
