package dlq

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/deadletter"
)

// Choice is what a command line says of which letters are meant.
type Choice struct {
	IDs                       []string // whole, or what one alone begins with
	Run, Route, Action, Class string
	Older, Newer              string // 90m, 7d, or a point in time
	Limit                     int    // the oldest so many; 0: all of them
	All                       bool
}

// Filter reads a choice. The error is bad usage.
func (c Choice) Filter(now time.Time) (deadletter.Filter, error) {
	f := deadletter.Filter{Run: c.Run, Route: c.Route, Action: c.Action, Class: deadletter.Class(c.Class)}
	classes := make([]string, 0, len(deadletter.Classes()))
	for _, class := range deadletter.Classes() {
		classes = append(classes, string(class))
	}
	var errs []error
	if c.Class != "" && !slices.Contains(classes, c.Class) {
		errs = append(errs, fmt.Errorf("--class: there is no class %q; %s", c.Class, decode.Nearest(c.Class, classes)))
	}
	var err error
	if f.OlderThan, err = before(now, c.Older); err != nil {
		errs = append(errs, fmt.Errorf("--older: %w", err))
	}
	if f.NewerThan, err = before(now, c.Newer); err != nil {
		errs = append(errs, fmt.Errorf("--newer: %w", err))
	}
	if c.Limit < 0 {
		errs = append(errs, errors.New("--limit: it takes a number above 0"))
	}
	if len(c.IDs) > 0 && (c.All || c.Limit != 0 || !admin.ChoosesAll(f)) {
		errs = append(errs, errors.New("name letters by their ids or choose them by filters, not both"))
	}
	if c.All && (c.Limit != 0 || !admin.ChoosesAll(f)) {
		errs = append(errs, errors.New("--all means all of them: leave out the filters, or --all"))
	}
	return f, errors.Join(errs...)
}

// Unsaid says that a choice names nothing at all, which must not stand for all.
func (c Choice) Unsaid() bool {
	if len(c.IDs) == 0 {
		c.IDs = nil // to IsZero an empty list is something
	}
	return reflect.ValueOf(c).IsZero()
}

// before gives the point in time that text names, or that was so long before now.
func before(now time.Time, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	age := text
	if days, ok := strings.CutSuffix(text, "d"); ok {
		age = days + "h"
	}
	if ago, err := time.ParseDuration(age); err == nil && ago >= 0 {
		if age != text {
			ago *= 24
		}
		return now.Add(-ago), nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if at, err := time.ParseInLocation(layout, text, now.Location()); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is neither an age, such as 90m or 7d, nor a time, such as 2026-03-01 or 2026-03-01T08:00:00Z", text)
}

// Each calls do for each letter that is meant, oldest first.
func (c Choice) Each(ctx context.Context, letters Letters, f deadletter.Filter, do func(deadletter.Letter) error) error {
	for left := c.Limit; ; {
		want := page
		if c.Limit > 0 {
			want = min(page, left)
		}
		got, err := letters.Letters(ctx, f, want)
		if err != nil {
			return fmt.Errorf("reading the dead letters: %w", err)
		}
		for _, letter := range got {
			if err := do(letter); err != nil {
				return err
			}
		}
		if left -= len(got); len(got) == 0 || c.Limit > 0 && left <= 0 {
			return nil
		}
		f.Above = got[len(got)-1].ID
	}
}

// Meant gives the filter that chooses just the letters that are meant, and false
// where there are none. An id that names none is an [admin.UnknownError].
func (c Choice) Meant(ctx context.Context, letters Letters, f deadletter.Filter) (deadletter.Filter, bool, error) {
	switch {
	case len(c.IDs) > 0:
		for _, id := range c.IDs {
			letter, err := Find(ctx, letters, id)
			if err != nil {
				return f, false, err
			}
			if !slices.Contains(f.IDs, letter.ID) {
				f.IDs = append(f.IDs, letter.ID)
			}
		}
	case c.Limit > 0:
		err := c.Each(ctx, letters, f, func(letter deadletter.Letter) error {
			f.IDs = append(f.IDs, letter.ID)
			return nil
		})
		return f, len(f.IDs) > 0, err
	}
	return f, true, nil
}

// Find gives the letter that id names. Where there is none the error says which
// was probably meant.
func Find(ctx context.Context, letters Letters, id string) (deadletter.Letter, error) {
	if id == "" { // every id begins with it
		return deadletter.Letter{}, &admin.UnknownError{Text: "an id is empty"}
	}
	letter, err := letters.Letter(ctx, id)
	unknown, ok := errors.AsType[*admin.UnknownError](err)
	if !ok {
		return letter, err
	}
	var known []string
	err = Choice{Limit: 10_000}.Each(ctx, letters, deadletter.Filter{}, func(l deadletter.Letter) error {
		known = append(known, l.ID)
		return nil
	})
	if err != nil {
		return letter, err
	}
	hint := decode.Nearest(id, known)
	if !strings.HasPrefix(hint, "did you mean") { // not all of them
		hint = "`dray dlq list` shows which there are"
	}
	return letter, &admin.UnknownError{Text: unknown.Text + "; " + hint}
}
