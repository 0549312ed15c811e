package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/drayhq/dray/core/deadletter"
)

// Park keeps a letter and gives its id once it is on disk. The same message,
// parked again, keeps its id, the time that it was first parked and that of its
// first attempt; all else is taken from letter, Replay included, so that a
// replay that ended is asked for no more. Junk and all else are never the same.
// Where letter.Parked is zero it is now. The error is [ErrTooLarge] for a junk
// letter larger than all of them may be together; any other can pass.
func (s *Store) Park(ctx context.Context, letter deadletter.Letter) (string, error) {
	letter = letter.Bounded()
	if size := int64(len(letter.Value) + len(letter.Key)); letter.Class == deadletter.Junk && size > s.options.JunkBytes {
		return "", s.doing("parking a letter", fmt.Errorf("%w: it has %d bytes, all of junk may have %d", ErrTooLarge, size, s.options.JunkBytes))
	}
	var id uint64
	name := identity(letter)
	err := s.do(ctx, func(c *change) error {
		before, found := deadletter.Letter{}, false
		if held := c.bucket(sameBucket).Get(name); len(held) == 8 {
			id = binary.BigEndian.Uint64(held)
			var err error
			if before, found, err = readLetter(c.tx, id, Bare); err != nil {
				return err
			}
		}
		if found {
			letter.Parked = before.Parked
			if !before.First.IsZero() {
				letter.First = before.First
			}
			return c.shelve(id, letter, false)
		}
		if letter.Parked.IsZero() {
			letter.Parked = c.now
		}
		id = newID(c.now, c.shelf.last)
		c.shelf.last = id
		if err := c.bucket(lettersBucket).SetSequence(id); err != nil {
			return err
		}
		if err := c.bucket(sameBucket).Put(name, number(id)); err != nil {
			return err
		}
		return c.shelve(id, letter, true)
	})
	if err != nil {
		return "", s.doing("parking a letter", err)
	}
	return formatID(id), nil
}

// Update replaces what is known of the letter with letter.ID. What was parked
// stays as it was: Run, Kind, the place, Published, Key, Value, Headers, Changes
// and Parked. The error is [ErrNoLetter] where none has the id. A junk letter
// stays one, and no other becomes one: those are parked anew.
func (s *Store) Update(ctx context.Context, letter deadletter.Letter) error {
	id, err := wholeID(letter.ID)
	if err != nil {
		return s.doing("updating a letter", err)
	}
	var refused error
	err = s.do(ctx, func(c *change) error {
		before, found, err := readLetter(c.tx, id, outline)
		switch {
		case err != nil:
			return err
		case !found:
			refused = fmt.Errorf("%w has the id %s", ErrNoLetter, letter.ID)
			return nil
		case (before.Class == deadletter.Junk) != (letter.Class == deadletter.Junk):
			refused = fmt.Errorf("letter %s is of class %s and can't become %s", letter.ID, before.Class, letter.Class)
			return nil
		}
		l := letter
		l.Run, l.Kind, l.Topic, l.Partition, l.Offset = before.Run, before.Kind, before.Topic, before.Partition, before.Offset
		l.Published, l.Key, l.Value, l.Headers = before.Published, before.Key, before.Value, before.Headers
		l.Changes, l.Parked = before.Changes, before.Parked
		return c.shelve(id, l.Bounded(), false)
	})
	if err == nil {
		err = refused
	}
	return s.doing("updating a letter", err)
}

// Remove deletes the letters with these ids. One that isn't there is no error.
func (s *Store) Remove(ctx context.Context, ids ...string) error {
	numbers, err := wholeIDs(ids)
	if err == nil {
		err = s.do(ctx, func(c *change) error {
			for _, id := range numbers {
				if err := c.unshelve(id); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return s.doing("removing letters", err)
}

// AskReplay marks the letters with these ids as to be replayed, since now; one that
// is marked stays so since then. When one isn't
// there the error is [ErrNoLetter] and none is marked.
func (s *Store) AskReplay(ctx context.Context, ids ...string) error {
	numbers, err := wholeIDs(ids)
	if err != nil {
		return s.doing("asking for a replay", err)
	}
	var refused error
	err = s.do(ctx, func(c *change) error {
		letters := make([]deadletter.Letter, len(numbers))
		for i, id := range numbers {
			l, found, err := readLetter(c.tx, id, outline)
			if err != nil {
				return err
			}
			if !found {
				refused = fmt.Errorf("%w has the id %s", ErrNoLetter, ids[i])
				return nil
			}
			letters[i] = l
		}
		for i, l := range letters {
			if l.Replay.IsZero() { // else one that is under way may be that one's
				l.Replay = c.now.UTC().Truncate(time.Microsecond)
			}
			if err := c.shelve(numbers[i], l, false); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = refused
	}
	return s.doing("asking for a replay", err)
}

// do has the writer make a change to the letters, and waits until it is on disk.
func (s *Store) do(ctx context.Context, call func(*change) error) error {
	s.mu.Lock()
	if err := s.refusal(); err != nil {
		s.mu.Unlock()
		return err
	}
	s.calls = append(s.calls, call)
	b := s.next
	s.mu.Unlock()
	s.rouse()
	return wait(ctx, b)
}

func (s *Store) doing(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s in %s: %w", what, s.path, err)
}

func wholeIDs(ids []string) ([]uint64, error) {
	numbers := make([]uint64, len(ids))
	for i, id := range ids {
		var err error
		if numbers[i], err = wholeID(id); err != nil {
			return nil, err
		}
	}
	return numbers, nil
}
