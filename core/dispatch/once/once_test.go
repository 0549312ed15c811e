package once_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/dispatch/once"
	"github.com/drayhq/dray/core/ledger"
	"github.com/drayhq/dray/sdk"
)

// book is a ledger in memory that says what it is asked.
type book struct {
	entries map[ledger.Key]ledger.Entry
	err     error
	said    []string
}

func (b *book) Look(key ledger.Key) (ledger.Entry, bool, error) {
	e, ok := b.entries[key]
	return e, ok, b.err
}

func (b *book) Intend(_ context.Context, key ledger.Key) error {
	b.said = append(b.said, "intend")
	if b.err == nil {
		b.entries[key] = ledger.Entry{}
	}
	return b.err
}

func (b *book) Done(key ledger.Key, result ledger.Result) {
	b.said = append(b.said, "done")
	b.entries[key] = ledger.Entry{Done: true, Result: result}
}

func (b *book) Forget(key ledger.Key) {
	b.said = append(b.said, "forget")
	delete(b.entries, key)
}

type sends struct {
	book  *book
	reply *sdk.Reply
	err   error
}

func (s sends) Do(_ context.Context, run sdk.Run) (sdk.Run, error) {
	s.book.said = append(s.book.said, "send")
	run.Reply = s.reply
	return run, s.err
}

var (
	run     = sdk.Run{ID: "r_1"}
	created = &sdk.Reply{Status: 201, Header: sdk.Header{"X-Id": {"1"}}, Body: []byte(`{"id":"p"}`), Duration: time.Second}
	refused = &sdk.Reply{Status: 400, Body: []byte("no")}
)

// Each outcome leaves its mark, and a process that comes after a crash makes of it
// what the first one would have, without sending.
func TestWhatIsLeftForTheNextProcess(t *testing.T) {
	for name, tt := range map[string]struct {
		reply *sdk.Reply
		err   error
		said  []string
		want  []string // of the next process
		held  error
	}{
		"delivered":  {created, nil, []string{"intend", "send", "done"}, nil, nil},
		"refused":    {refused, errors.New("400"), []string{"intend", "send", "done"}, nil, nil},
		"unknown":    {nil, sdk.Unknown(errors.New("no answer")), []string{"intend", "send", "done"}, nil, nil},
		"to be sent": {nil, sdk.Retry(errors.New("503"), 0), []string{"intend", "send", "forget"}, []string{"intend", "send", "forget"}, nil},
		"parked":     {nil, sdk.Park(errors.New("look")), []string{"intend", "send", "forget"}, []string{"intend", "send", "forget"}, nil},
		"doubtful":   {nil, sdk.Retry(sdk.Unknown(errors.New("500")), 0), []string{"intend", "send"}, nil, once.ErrInDoubt},
	} {
		t.Run(name, func(t *testing.T) {
			b := &book{entries: map[ledger.Key]ledger.Entry{}}
			c := chain.Chain{Links: []chain.Link{{Name: "http", Step: sends{b, tt.reply, tt.err}}}}
			s := once.Sender{Ledger: b, Hold: true, Allowed: func(context.Context) error { return nil }}
			first := s.Send(t.Context(), c, run, 0)
			if diff := cmp.Diff(tt.said, b.said); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			b.said = nil
			second := s.Send(t.Context(), c, run, 0)
			if diff := cmp.Diff(tt.want, b.said); diff != "" {
				t.Errorf("after a crash (-want +got)\n%s", diff)
			}
			if tt.held != nil {
				if !errors.Is(second.Err, tt.held) {
					t.Errorf("got %v, want %v", second.Err, tt.held)
				}
				return
			}
			was, _ := sdk.OutcomeOf(first.Err)
			is, _ := sdk.OutcomeOf(second.Err)
			if first.Recalled || second.Recalled != (tt.want == nil) {
				t.Errorf("recalled: %t, then %t", first.Recalled, second.Recalled)
			}
			if was != is || first.At != second.At {
				t.Errorf("it is %v at %d, and was %v at %d", is, second.At, was, first.At)
			}
			if first.Err != nil && first.Err.Error() != second.Err.Error() {
				t.Errorf("it says %q, and said %q", second.Err, first.Err)
			}
			if diff := cmp.Diff(first.Run.Reply, second.Run.Reply); diff != "" {
				t.Errorf("the reply (-then +now)\n%s", diff)
			}
		})
	}
}

func TestNothingIsSentThatCannotBeWrittenDown(t *testing.T) {
	b := &book{entries: map[ledger.Key]ledger.Entry{}, err: errors.New("disk full")}
	c := chain.Chain{Links: []chain.Link{{Name: "http", Step: sends{b, created, nil}}}}
	s := once.Sender{Ledger: b, Allowed: func(context.Context) error { return nil }}
	for _, fresh := range []bool{false, true} {
		s.Fresh = fresh
		walk := s.Send(t.Context(), c, run, 0)
		if outcome, _ := sdk.OutcomeOf(walk.Err); outcome != sdk.Retryable || !errors.Is(walk.Err, once.ErrLedger) || len(b.said) > 1 {
			t.Errorf("%v, said %v", walk.Err, b.said)
		}
	}
}

// An attempt that surely did nothing doesn't take away the doubt about one before.
func TestADoubtStays(t *testing.T) {
	b := &book{entries: map[ledger.Key]ledger.Entry{}}
	c := chain.Chain{Links: []chain.Link{{Name: "http", Step: sends{b, nil, sdk.Retry(errors.New("503"), 0)}}}}
	s := once.Sender{Ledger: b, Fresh: true, Doubt: true, Allowed: func(context.Context) error { return nil }}
	s.Send(t.Context(), c, run, 0)
	if _, ok := b.entries[ledger.KeyOf(run, 0)]; !ok || !cmp.Equal(b.said, []string{"intend", "send"}) {
		t.Errorf("said %v", b.said)
	}
}

func TestALostLeaseTakesTheIntentBack(t *testing.T) {
	b, lost, asked := &book{entries: map[ledger.Key]ledger.Entry{}}, errors.New("lost"), 0
	c := chain.Chain{Links: []chain.Link{{Name: "http", Step: sends{b, created, nil}}}}
	late := func(context.Context) error {
		if asked++; asked == 1 {
			return nil
		}
		return lost
	}
	walk := once.Sender{Ledger: b, Allowed: late}.Send(t.Context(), c, run, 0)
	if !errors.Is(walk.Err, lost) || !cmp.Equal(b.said, []string{"intend", "forget"}) {
		t.Errorf("%v, said %v", walk.Err, b.said)
	}
	for _, with := range []once.Ledger{b, nil} { // what is lost before leaves nothing
		walk = once.Sender{Ledger: with, Allowed: func(context.Context) error { return lost }}.Send(t.Context(), c, run, 0)
		if !errors.Is(walk.Err, lost) || len(b.said) != 2 {
			t.Errorf("with the ledger %v: %v, said %v", with, walk.Err, b.said)
		}
	}
}
