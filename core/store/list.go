package store

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"go.etcd.io/bbolt"

	"github.com/drayhq/dray/core/deadletter"
)

// Part says how much of each letter is read.
type Part int

// The parts.
const (
	Bare  Part = iota // without Value
	Whole             // with it

	outline // as it is written: Value is empty where there is one
)

// Letters gives up to limit letters that the filter chooses, oldest first; 0 is
// no limit. Ids in the filter that no letter has are passed over.
func (s *Store) Letters(filter deadletter.Filter, limit int, part Part) ([]deadletter.Letter, error) {
	numbers, err := wholeIDs(filter.IDs)
	if err != nil {
		return nil, s.doing("listing letters", err)
	}
	from := uint64(0)
	if filter.Above != "" {
		above, err := wholeID(filter.Above)
		if err != nil {
			return nil, s.doing("listing letters", err)
		}
		from = above + 1
	}
	filter.IDs, filter.Above = nil, "" // as typed; the numbers say it now
	var out []deadletter.Letter
	take := func(tx *bbolt.Tx, id, record []byte) (bool, error) {
		l, err := openLetter(tx, id, record, Bare)
		if err != nil {
			return false, err
		}
		if filter.Match(l) {
			if part == Whole {
				l, err = openLetter(tx, id, record, Whole)
			}
			out = append(out, l)
		}
		return limit <= 0 || len(out) < limit, err
	}
	err = s.view(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(lettersBucket)
		if len(numbers) == 0 {
			cursor := bucket.Cursor()
			more, err := true, error(nil)
			for id, record := cursor.Seek(number(from)); id != nil && more && err == nil; id, record = cursor.Next() {
				more, err = take(tx, id, record)
			}
			return err
		}
		slices.Sort(numbers)
		for _, n := range slices.Compact(numbers) {
			record := bucket.Get(number(n))
			if record == nil || n < from {
				continue
			}
			if more, err := take(tx, number(n), record); err != nil || !more {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, s.doing("listing letters", err)
	}
	return out, nil
}

// Letter gives the whole letter whose id is, or alone begins with, id. The error
// is [ErrNoLetter] where there is none and [ErrManyLetters] where there are several.
func (s *Store) Letter(id string) (deadletter.Letter, error) {
	from, to, err := parseID(id)
	if err != nil {
		return deadletter.Letter{}, s.doing("looking up a letter", err)
	}
	var found deadletter.Letter
	err = s.view(func(tx *bbolt.Tx) error {
		var names []string
		cursor := tx.Bucket(lettersBucket).Cursor()
		for key, record := cursor.Seek(number(from)); key != nil && len(names) < 4; key, record = cursor.Next() {
			n := binary.BigEndian.Uint64(key)
			if n > to {
				break
			}
			if len(names) == 0 {
				var err error
				if found, err = openLetter(tx, key, record, Whole); err != nil {
					return err
				}
			}
			names = append(names, formatID(n))
		}
		switch {
		case len(names) == 0:
			return fmt.Errorf("%w has an id that begins with %s", ErrNoLetter, id)
		case len(names) > 3:
			names[3] = "…"
		}
		if len(names) > 1 {
			return fmt.Errorf("%w has an id that begins with %s: %s; say more of it", ErrManyLetters, id, strings.Join(names, ", "))
		}
		return nil
	})
	if err != nil {
		return deadletter.Letter{}, s.doing("looking up a letter", err)
	}
	return found, nil
}

// Asked gives the letters marked by AskReplay, oldest first, without Value.
func (s *Store) Asked() ([]deadletter.Letter, error) {
	s.mu.Lock()
	asked := s.shelf.asked
	s.mu.Unlock()
	out := make([]deadletter.Letter, 0, len(asked))
	err := s.view(func(tx *bbolt.Tx) error {
		for _, id := range asked {
			l, found, err := readLetter(tx, id, Bare)
			if err != nil {
				return err
			}
			if found && !l.Replay.IsZero() {
				out = append(out, l)
			}
		}
		return nil
	})
	if err != nil {
		return nil, s.doing("listing the letters to be replayed", err)
	}
	return out, nil
}
