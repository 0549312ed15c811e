package regex

import (
	"fmt"

	"github.com/dlclark/regexp2/v2"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
)

// Find gives where pattern matches text: the first place, or all with the flag g.
// Flags are jq's, except for l. Errors are those of the expression, of searches that
// take too long, and of the budget.
//
// As in jq 1.5, the search after an empty match goes on one character after the
// place where it began, so that it may come upon the same one again, and ends
// before the end of the text. With once each place is found once, the end included.
func (c *Cache) Find(budget *limit.Budget, pattern, flags, text string, once bool) ([]Match, error) {
	e, err := c.get(pattern, flags)
	if err != nil {
		return nil, err
	}
	var out []Match
	runes := []rune(text)
	for start := 0; ; {
		m, err := e.next(runes, start)
		if err != nil {
			return nil, err
		}
		if m == nil {
			return out, nil
		}
		if once || m.Length > 0 {
			start = m.Start + m.Length
		}
		if m.Length == 0 {
			start++
		}
		if !budget.Make(2 * limit.PerObject * (1 + len(m.Groups))) {
			return nil, budget.Err()
		}
		if m.Length > 0 || !e.notEmpty {
			out = append(out, *m)
			if !e.global {
				return out, nil
			}
		}
		if start > len(runes) || start == len(runes) && !once {
			return out, nil
		}
	}
}

// Test says whether pattern matches anywhere in text.
func (c *Cache) Test(budget *limit.Budget, pattern, flags, text string) (bool, error) {
	e, err := c.get(pattern, flags)
	if err != nil {
		return false, err
	}
	if e.notEmpty {
		found, err := c.Find(budget, pattern, flags, text, true)
		return len(found) > 0, err
	}
	ok, err := e.MatchString(text)
	return ok, slow(err)
}

// next gives the first match from a rune on; nil when there is none.
func (e *expression) next(runes []rune, start int) (*Match, error) {
	var found *Match
	err := e.FindRunesMatches(runes, start, func(view regexp2.MatchView) bool {
		at, length, _ := view.GroupRange(0)
		found = &Match{Start: at, Length: length, Text: string(runes[at : at+length])}
		if length == 0 {
			return false // jq 1.5 gives an empty match no groups
		}
		for i, name := range e.names {
			group := Group{Name: name, Start: -1}
			if at, length, ok := view.GroupRange(i + 1); ok {
				group = Group{Name: name, Start: at, Length: length, Text: string(runes[at : at+length])}
			}
			found.Groups = append(found.Groups, group)
		}
		return false
	})
	return found, slow(err)
}

func slow(err error) error {
	if err != nil {
		return fmt.Errorf("matching a regular expression: %w", err)
	}
	return nil
}
