package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"github.com/drayhq/dray/core/deadletter"
)

// The buckets of letters. Values lie apart, so that a list doesn't touch them.
var (
	lettersBucket = []byte("letters") // id → letter without its value
	valuesBucket  = []byte("values")  // id → value
	sameBucket    = []byte("same")    // identity → id
)

// shelf is what memory holds of the letters. The writer changes a copy.
type shelf struct {
	letters   int
	classes   classes
	last      uint64 // the highest id
	junk      []junk // ascending by id
	junkBytes int64
	dropped   int64
	asked     []uint64 // ascending ids
}

type junk struct {
	id   uint64
	size int64
}

// identity names a message: one that is parked again is the same letter. Its
// content is part of it, for a topic that is made anew counts from 0 again.
func identity(l deadletter.Letter) []byte {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(l.Run), []byte(l.Topic), l.Key, l.Value} {
		h.Write(number(uint64(len(part))))
		h.Write(part)
	}
	h.Write(number(uint64(l.Partition))) //nolint:gosec // any bits do
	h.Write(number(uint64(l.Offset)))    //nolint:gosec // any bits do
	if l.Class == deadletter.Junk {
		h.Write([]byte{1})
	}
	return h.Sum(nil)[:16]
}

// shelve writes a letter under its id. fresh says that none has it yet; else its
// value stays as it is.
func (c *change) shelve(id uint64, l deadletter.Letter, fresh bool) error {
	value := l.Value
	if value != nil {
		l.Value = []byte{} // there is one
	}
	l.ID = formatID(id)
	if fresh {
		c.shelf.letters++
	} else if before, found, err := readLetter(c.tx, id, outline); err != nil {
		return err
	} else if found {
		c.shelf.classes.add(before.Class, -1)
	}
	c.shelf.classes.add(l.Class, 1)
	record := l.Encode()
	if err := c.bucket(lettersBucket).Put(number(id), record); err != nil {
		return err
	}
	values := c.bucket(valuesBucket)
	if fresh && len(value) > 0 {
		if err := values.Put(number(id), value); err != nil {
			return err
		}
	}
	size := int64(len(record) + len(values.Get(number(id))))
	at, known := c.shelf.findJunk(id)
	switch {
	case known:
		c.shelf.junk = slices.Clone(c.shelf.junk)
		c.shelf.junkBytes += size - c.shelf.junk[at].size
		c.shelf.junk[at].size = size
	case l.Class == deadletter.Junk:
		c.shelf.junk = slices.Insert(slices.Clone(c.shelf.junk), at, junk{id, size})
		c.shelf.junkBytes += size
	}
	c.shelf.ask(id, !l.Replay.IsZero())
	return nil
}

// unshelve deletes a letter; none of this id is no error.
func (c *change) unshelve(id uint64) error {
	l, found, err := readLetter(c.tx, id, Whole)
	if err != nil || !found {
		return err
	}
	same := c.bucket(sameBucket)
	if name := identity(l); bytes.Equal(same.Get(name), number(id)) {
		if err := same.Delete(name); err != nil {
			return err
		}
	}
	if err := c.bucket(valuesBucket).Delete(number(id)); err != nil {
		return err
	}
	if at, known := c.shelf.findJunk(id); known {
		c.shelf.junkBytes -= c.shelf.junk[at].size
		c.shelf.junk = slices.Delete(slices.Clone(c.shelf.junk), at, at+1)
	}
	c.shelf.letters--
	c.shelf.classes.add(l.Class, -1)
	c.shelf.ask(id, false)
	return c.bucket(lettersBucket).Delete(number(id))
}

// trimJunk drops the oldest junk letters that are too many or too large.
func (c *change) trimJunk() error {
	o := c.s.options
	for len(c.shelf.junk) > o.Junk || c.shelf.junkBytes > o.JunkBytes {
		if err := c.unshelve(c.shelf.junk[0].id); err != nil {
			return err
		}
		c.shelf.dropped++
	}
	return nil
}

func (s *shelf) findJunk(id uint64) (int, bool) {
	return slices.BinarySearchFunc(s.junk, id, func(j junk, id uint64) int { return cmp.Compare(j.id, id) })
}

func (s *shelf) ask(id uint64, asked bool) {
	at, known := slices.BinarySearch(s.asked, id)
	switch {
	case asked && !known:
		s.asked = slices.Insert(slices.Clone(s.asked), at, id)
	case !asked && known:
		s.asked = slices.Delete(slices.Clone(s.asked), at, at+1)
	}
}

// readLetter gives the letter with this number; false: there is none.
func readLetter(tx *bbolt.Tx, id uint64, part Part) (deadletter.Letter, bool, error) {
	record := tx.Bucket(lettersBucket).Get(number(id))
	if record == nil {
		return deadletter.Letter{}, false, nil
	}
	l, err := openLetter(tx, number(id), record, part)
	return l, err == nil, err
}

// openLetter decodes a letter's record.
func openLetter(tx *bbolt.Tx, id, record []byte, part Part) (deadletter.Letter, error) {
	l, err := deadletter.Decode(record)
	if err != nil {
		return deadletter.Letter{}, fmt.Errorf("letter %x: %w", id, err)
	}
	switch {
	case part == Bare:
		l.Value = nil
	case part == Whole && l.Value != nil:
		l.Value = append(l.Value, tx.Bucket(valuesBucket).Get(id)...)
	}
	return l, nil
}

// loadShelf reads what memory holds of the letters.
func loadShelf(tx *bbolt.Tx) (shelf, error) {
	bucket, values := tx.Bucket(lettersBucket), tx.Bucket(valuesBucket)
	s := shelf{last: bucket.Sequence()}
	err := bucket.ForEach(func(id, record []byte) error {
		l, err := openLetter(tx, id, record, Bare)
		if err == nil && len(id) != 8 {
			err = fmt.Errorf("letter %x: %w", id, errNumber)
		}
		if err != nil {
			return err
		}
		n := binary.BigEndian.Uint64(id)
		s.letters, s.last = s.letters+1, max(s.last, n)
		s.classes.add(l.Class, 1)
		if l.Class == deadletter.Junk {
			size := int64(len(record) + len(values.Get(id)))
			s.junk, s.junkBytes = append(s.junk, junk{n, size}), s.junkBytes+size
		}
		if !l.Replay.IsZero() {
			s.asked = append(s.asked, n)
		}
		return nil
	})
	return s, err
}
