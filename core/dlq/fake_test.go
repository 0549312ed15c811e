package dlq_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/core/store"
	"github.com/drayhq/dray/sdk"
)

// shelf is a store in memory.
type shelf struct {
	letters []deadletter.Letter // by id
	asked   []string
}

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// stored gives a store of n letters, 0001 to n, parked a minute after each other.
func stored(n int) *shelf {
	s := &shelf{}
	for i := 1; i <= n; i++ {
		s.letters = append(s.letters, deadletter.Letter{
			ID: fmt.Sprintf("%04d", i), Run: fmt.Sprintf("r_%d", i), Class: deadletter.Exhausted,
			Value: []byte("{}"), Parked: noon.Add(time.Duration(i) * time.Minute),
		})
	}
	return s
}

func (s *shelf) Letters(f deadletter.Filter, limit int, part store.Part) ([]deadletter.Letter, error) {
	var out []deadletter.Letter
	for _, l := range s.letters {
		if f.Match(l) && (limit == 0 || len(out) < limit) {
			if part == store.Bare {
				l.Value = nil
			}
			out = append(out, l)
		}
	}
	return out, nil
}

func (s *shelf) Letter(id string) (deadletter.Letter, error) {
	i := slices.IndexFunc(s.letters, func(l deadletter.Letter) bool { return strings.HasPrefix(l.ID, id) })
	if i < 0 {
		return deadletter.Letter{}, fmt.Errorf("%w: %s", store.ErrNoLetter, id)
	}
	return s.letters[i], nil
}

func (s *shelf) AskReplay(_ context.Context, ids ...string) error {
	s.asked = append(s.asked, ids...)
	return nil
}

func (s *shelf) Remove(_ context.Context, ids ...string) error {
	s.letters = slices.DeleteFunc(s.letters, func(l deadletter.Letter) bool { return slices.Contains(ids, l.ID) })
	return nil
}

// portCalls notes what Port is told, and answers with err.
type portCalls struct {
	err   error
	calls []string
}

func (p *portCalls) PatchRun(_ context.Context, id string, r sdk.Report) error {
	p.calls = append(p.calls, fmt.Sprintf("run %s %s %s: %s", id, r.Status, r.StatusLabel, r.Summary))
	return p.err
}

func (p *portCalls) PatchNode(_ context.Context, id string, r port.NodeReport) error {
	p.calls = append(p.calls, fmt.Sprintf("node %s %s %s", id, r.Status, r.Result))
	return p.err
}

func (p *portCalls) NodeLog(_ context.Context, id, level, text string) error {
	p.calls = append(p.calls, fmt.Sprintf("line %s %s: %s", id, level, text))
	return p.err
}
