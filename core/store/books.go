package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// The buckets of entries. Records are written at the end and go at the front, so
// that few pages are touched; which record is a key's only memory knows.
var (
	intentsBucket = []byte("intents") // number → record
	resultsBucket = []byte("results") // number → record
)

// place is where a key's record is: its number, and in which bucket.
type place struct{ at uint64 }

func placeOf(seq uint64, done bool) place {
	if done {
		return place{seq<<1 | 1}
	}
	return place{seq << 1}
}

func (p place) seq() uint64 { return p.at >> 1 }
func (p place) done() bool  { return p.at&1 == 1 }

func (p place) bucket() []byte {
	if p.done() {
		return resultsBucket
	}
	return intentsBucket
}

func number(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

// books is what memory holds of the entries. Only the writer changes it, under
// the store's lock; so the writer itself may read it without.
type books struct {
	at          map[mark]place
	intents     int
	results     int
	resultBytes int64
	nextIntent  uint64
	nextResult  uint64
	oldest      time.Time // of the first intent and the first result; zero: none
}

// trimStep is how many records a batch trims besides those that it adds.
const trimStep = 256

// put makes the key's record what the operation says.
func (c *change) put(o *op) error {
	if at, ok := c.known(o.mark); ok {
		if err := c.drop(at, o.mark); err != nil {
			return err
		}
	}
	if o.kind == forget {
		return nil
	}
	isDone := o.kind == done
	at := placeOf(c.books.nextIntent, isDone)
	if isDone {
		at = placeOf(c.books.nextResult, isDone)
	}
	record := encode(o.key, o.entry)
	if err := c.bucket(at.bucket()).Put(number(at.seq()), record); err != nil {
		return err
	}
	if isDone {
		c.books.nextResult++
		c.books.results++
		c.books.resultBytes += int64(len(record))
	} else {
		c.books.nextIntent++
		c.books.intents++
	}
	c.moved[o.mark] = at
	c.added++
	return nil
}

func (c *change) known(m mark) (place, bool) {
	if at, ok := c.moved[m]; ok {
		return at, at != place{}
	}
	at, ok := c.books.at[m]
	return at, ok
}

// drop deletes the record of a key.
func (c *change) drop(at place, m mark) error {
	bucket, key := c.bucket(at.bucket()), number(at.seq())
	if at.done() {
		c.books.results--
		c.books.resultBytes -= int64(len(bucket.Get(key)))
	} else {
		c.books.intents--
	}
	if now, ok := c.known(m); ok && now == at {
		c.moved[m] = place{}
	}
	return bucket.Delete(key)
}

// trim deletes what is too old or too much, the oldest first, in steps.
func (c *change) trim() error {
	o := c.s.options
	before := c.now.Add(-o.Keep)
	slack := min(64, o.Results/8) // so that not every batch touches the first page
	many, most := o.Results, o.ResultBytes
	if c.books.results > many || c.books.resultBytes > most {
		many, most = many-slack, most-most/64
	}
	c.books.oldest = time.Time{}
	err := c.trimBucket(resultsBucket, func(at time.Time) bool {
		return c.books.results > many || c.books.resultBytes > most || at.Before(before)
	})
	if err != nil {
		return err
	}
	return c.trimBucket(intentsBucket, func(at time.Time) bool { return at.Before(before) })
}

// trimBucket deletes records from the front while they are to go.
func (c *change) trimBucket(name []byte, goes func(time.Time) bool) error {
	bucket := c.bucket(name)
	for left := c.added + trimStep; ; left-- {
		number, record := bucket.Cursor().First()
		if number == nil {
			return nil
		}
		key, at, err := decodeKey(record)
		if err != nil {
			return fmt.Errorf("record %x of %s: %w", number, name, err)
		}
		if !goes(at) {
			if c.books.oldest.IsZero() || at.Before(c.books.oldest) {
				c.books.oldest = at
			}
			return nil
		}
		if left == 0 {
			c.more = true
			return nil
		}
		where := placeOf(binary.BigEndian.Uint64(number), bytes.Equal(name, resultsBucket))
		if err := c.drop(where, c.s.mark(key)); err != nil {
			return err
		}
	}
}

// overdue says that something is to be trimmed, though nothing is written.
func (b *books) overdue(now time.Time, keep time.Duration) bool {
	return !b.oldest.IsZero() && b.oldest.Before(now.Add(-keep))
}

// loadBooks reads all keys.
func (s *Store) loadBooks(tx *bbolt.Tx) (books, error) {
	b := books{at: map[mark]place{}, nextIntent: 1, nextResult: 1}
	for _, name := range [][]byte{intentsBucket, resultsBucket} {
		first := true
		err := tx.Bucket(name).ForEach(func(number, record []byte) error {
			key, at, err := decodeKey(record)
			if err == nil && len(number) != 8 {
				err = errNumber
			}
			if err != nil {
				return fmt.Errorf("record %x of %s: %w", number, name, err)
			}
			seq := binary.BigEndian.Uint64(number)
			if bytes.Equal(name, resultsBucket) {
				b.results, b.nextResult = b.results+1, seq+1
				b.resultBytes += int64(len(record))
				b.at[s.mark(key)] = placeOf(seq, true)
			} else {
				b.intents, b.nextIntent = b.intents+1, seq+1
				b.at[s.mark(key)] = placeOf(seq, false)
			}
			if first && (b.oldest.IsZero() || at.Before(b.oldest)) {
				b.oldest = at
			}
			first = false
			return nil
		})
		if err != nil {
			return books{}, err
		}
	}
	return b, nil
}
