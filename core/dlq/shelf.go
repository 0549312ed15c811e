package dlq

import (
	"context"
	"errors"
	"fmt"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/store"
)

// page is how many letters are worked on at once.
const page = 200

// Letters is the part of an [admin.Desk] that is about letters.
type Letters interface {
	Letters(ctx context.Context, filter deadletter.Filter, limit int) ([]deadletter.Letter, error)
	Letter(ctx context.Context, id string) (deadletter.Letter, error)
	Replay(ctx context.Context, filter deadletter.Filter, wait bool, each func(admin.Fate) error) error
	Drop(ctx context.Context, filter deadletter.Filter, reason string, each func(admin.Fate) error) error
}

// Store is what a shelf needs of a [store.Store].
type Store interface {
	Letters(filter deadletter.Filter, limit int, part store.Part) ([]deadletter.Letter, error)
	Letter(id string) (deadletter.Letter, error)
	AskReplay(ctx context.Context, ids ...string) error
	Remove(ctx context.Context, ids ...string) error
}

// Shelf is the letters of a store.
type Shelf struct {
	Store Store
	// Tell has Port told that a letter's run has failed, and gives in a few words how
	// that went; an error keeps the letter. Nil: there is no way to tell Port.
	Tell func(ctx context.Context, letter deadletter.Letter, reason string) (string, error)
	// Hold takes a letter that is to be dropped, so that nobody replays it meanwhile; an
	// error keeps the letter. Nil: there is nobody who could.
	Hold func(id string) (leave func(), err error)
	// Then says what happens to a letter that is to be replayed.
	Then string
}

var _ Letters = Shelf{}

// Letters gives letters without Value, oldest first.
func (s Shelf) Letters(_ context.Context, filter deadletter.Filter, limit int) ([]deadletter.Letter, error) {
	return s.Store.Letters(filter, limit, store.Bare)
}

// Letter gives a whole letter.
func (s Shelf) Letter(_ context.Context, id string) (deadletter.Letter, error) {
	letter, err := s.Store.Letter(id)
	if errors.Is(err, store.ErrNoLetter) {
		return letter, &admin.UnknownError{Text: "there is no dead letter " + id}
	}
	return letter, err
}

// Replay writes down that letters are to be replayed. It waits for none.
func (s Shelf) Replay(ctx context.Context, filter deadletter.Filter, _ bool, each func(admin.Fate) error) error {
	return s.pages(ctx, filter, each, func(letters []deadletter.Letter) error {
		ids := make([]string, len(letters))
		for i, letter := range letters {
			ids[i] = letter.ID
		}
		if err := s.Store.AskReplay(ctx, ids...); err != nil {
			return fmt.Errorf("writing down what is to be replayed: %w", err)
		}
		for _, letter := range letters {
			if err := each(admin.Fate{ID: letter.ID, Run: letter.Run, Outcome: admin.Asked, Text: s.Then}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Drop has Port told of each letter's run and removes the letter after that, so
// that no run stays in progress for ever.
func (s Shelf) Drop(ctx context.Context, filter deadletter.Filter, reason string, each func(admin.Fate) error) error {
	return s.pages(ctx, filter, each, func(letters []deadletter.Letter) error {
		for _, letter := range letters {
			fate, err := s.drop(ctx, letter, reason)
			if err != nil {
				return err
			}
			if err := each(fate); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s Shelf) drop(ctx context.Context, letter deadletter.Letter, reason string) (admin.Fate, error) {
	fate := admin.Fate{ID: letter.ID, Run: letter.Run, Outcome: admin.Dropped}
	if s.Hold != nil {
		leave, err := s.Hold(letter.ID)
		if err != nil {
			fate.Outcome, fate.Text = admin.Kept, err.Error()
			return fate, nil
		}
		defer leave()
		// A replay may have ended since it was listed.
		if letter, err = s.Letter(ctx, letter.ID); err != nil {
			fate.Outcome, fate.Text = admin.Gone, err.Error()
			return fate, nil
		}
	}
	text, err := s.tell(ctx, letter, reason)
	if fate.Text = text; err != nil {
		fate.Outcome, fate.Text = admin.Kept, "Port could not be told: "+err.Error()
		return fate, nil
	}
	if err := s.Store.Remove(ctx, letter.ID); err != nil {
		return fate, fmt.Errorf("removing the dead letter %s: %w", letter.ID, err)
	}
	return fate, nil
}

func (s Shelf) tell(ctx context.Context, letter deadletter.Letter, reason string) (string, error) {
	switch {
	case letter.Run == "" || letter.Class == deadletter.Junk:
		return "Port knows of no run", nil
	case letter.Told:
		return "Port knew already", nil
	case s.Tell == nil:
		return "Port was not told, for there are no credentials", nil
	default:
		return s.Tell(ctx, letter, reason)
	}
}

// pages works on the letters that filter chooses, some at a time, and calls each
// for the ids in it that are not there.
func (s Shelf) pages(ctx context.Context, filter deadletter.Filter, each func(admin.Fate) error,
	work func([]deadletter.Letter) error,
) error {
	missing := map[string]bool{}
	for _, id := range filter.IDs {
		missing[id] = true
	}
	for ctx.Err() == nil {
		letters, err := s.Store.Letters(filter, page, store.Bare)
		if err != nil {
			return fmt.Errorf("reading the dead letters: %w", err)
		}
		if len(letters) == 0 {
			break
		}
		for _, letter := range letters {
			delete(missing, letter.ID)
		}
		if err := work(letters); err != nil {
			return err
		}
		filter.Above = letters[len(letters)-1].ID
	}
	for _, id := range filter.IDs {
		if ctx.Err() == nil && missing[id] {
			if err := each(admin.Fate{ID: id, Outcome: admin.Gone, Text: "there is no such letter"}); err != nil {
				return err
			}
		}
	}
	return context.Cause(ctx)
}
