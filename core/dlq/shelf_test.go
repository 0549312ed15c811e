package dlq_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dlq"
	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

func TestDrop(t *testing.T) {
	down := errors.New("connection refused")
	tests := []struct {
		name   string
		letter deadletter.Letter
		port   *portCalls // nil: no credentials
		want   admin.Fate
		calls  []string
	}{
		{"a run", deadletter.Letter{Run: "r_1", Class: deadletter.Exhausted, Reason: "answered 503"}, &portCalls{},
			admin.Fate{Run: "r_1", Outcome: admin.Dropped, Text: "Port was told"},
			[]string{"run r_1 FAILURE Dropped: Dropped by hand, after it could not be delivered: the *** is gone. " +
				"Nothing was started: run the action again if it is still wanted.\nWhat was in the way: answered 503"}},
		{"a run in doubt", deadletter.Letter{Run: "r_1", Class: deadletter.InDoubt, Doubt: true}, &portCalls{},
			admin.Fate{Run: "r_1", Outcome: admin.Dropped, Text: "Port was told"},
			[]string{"run r_1 FAILURE Dropped: Dropped by hand, after it could not be delivered: the *** is gone. " +
				"The pipeline may have started: look there before you run the action again."}},
		{"a node's run", deadletter.Letter{Run: "wfnr_1", Kind: sdk.NodeRun, Class: deadletter.Trap}, &portCalls{},
			admin.Fate{Run: "wfnr_1", Outcome: admin.Dropped, Text: "Port was told"},
			[]string{"line wfnr_1 ERROR: Dropped by hand, after it could not be delivered: the *** is gone. " +
				"Nothing was started: run the action again if it is still wanted.", "node wfnr_1 COMPLETED FAILED"}},
		{"a run that has ended", deadletter.Letter{Run: "r_1"}, &portCalls{err: &port.StatusError{Status: 422}},
			admin.Fate{Run: "r_1", Outcome: admin.Dropped, Text: "Port was told, and did not take it: Port answered 422 to  "},
			[]string{"run r_1 FAILURE Dropped: Dropped by hand, after it could not be delivered: the *** is gone. " +
				"Nothing was started: run the action again if it is still wanted."}},
		{"while Port is down", deadletter.Letter{Run: "r_1", Kind: sdk.NodeRun}, &portCalls{err: down},
			admin.Fate{Run: "r_1", Outcome: admin.Kept, Text: "Port could not be told: connection refused"},
			[]string{"line r_1 ERROR: Dropped by hand, after it could not be delivered: the *** is gone. " +
				"Nothing was started: run the action again if it is still wanted."}},
		{"told before", deadletter.Letter{Run: "r_1", Told: true}, &portCalls{},
			admin.Fate{Run: "r_1", Outcome: admin.Dropped, Text: "Port knew already"}, nil},
		{"junk", deadletter.Letter{Class: deadletter.Junk}, &portCalls{},
			admin.Fate{Outcome: admin.Dropped, Text: "Port knows of no run"}, nil},
		{"without credentials", deadletter.Letter{Run: "r_1"}, nil,
			admin.Fate{Run: "r_1", Outcome: admin.Dropped, Text: "Port was not told, for there are no credentials"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.letter.ID, tt.want.ID = "01", "01"
			kept := &shelf{letters: []deadletter.Letter{tt.letter}}
			s := dlq.Shelf{Store: kept}
			if tt.port != nil {
				s.Tell = dlq.Teller(tt.port, secret.NewVault("hush-hush"))
			}
			var got []admin.Fate
			err := s.Drop(t.Context(), deadletter.Filter{}, "the hush-hush is gone", func(f admin.Fate) error { got = append(got, f); return nil })
			if diff := cmp.Diff([]admin.Fate{tt.want}, got); diff != "" || err != nil {
				t.Errorf("%v (-want +got)\n%s", err, diff)
			}
			if tt.port != nil {
				if diff := cmp.Diff(tt.calls, tt.port.calls); diff != "" {
					t.Errorf("Port was told (-want +got)\n%s", diff)
				}
			}
			if gone := len(kept.letters) == 0; gone != (tt.want.Outcome == admin.Dropped) {
				t.Errorf("the letters are now %v", kept.letters)
			}
		})
	}
}

func TestReplayWritesDownWhatIsMeant(t *testing.T) {
	kept := stored(450)
	s := dlq.Shelf{Store: kept, Then: "later"}
	var all []string
	err := s.Replay(t.Context(), deadletter.Filter{}, true, func(f admin.Fate) error {
		if all = append(all, f.ID); f.Outcome != admin.Asked || f.Text != "later" || f.Run == "" {
			t.Errorf("got %+v", f)
		}
		return nil
	})
	if err != nil || len(all) != 450 || !slices.Equal(all, kept.asked) {
		t.Errorf("%v: told of %d, asked for %d", err, len(all), len(kept.asked))
	}
	var fates []admin.Fate
	err = s.Replay(t.Context(), deadletter.Filter{IDs: []string{"9999", "0007"}}, true, func(f admin.Fate) error {
		fates = append(fates, f)
		return nil
	})
	want := []admin.Fate{
		{ID: "0007", Run: "r_7", Outcome: admin.Asked, Text: "later"},
		{ID: "9999", Outcome: admin.Gone, Text: "there is no such letter"},
	}
	if diff := cmp.Diff(want, fates); diff != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
}

func TestWhoGoesAwayEndsADrop(t *testing.T) {
	kept, enough := stored(3), errors.New("enough")
	s := dlq.Shelf{Store: kept}
	if err := s.Drop(t.Context(), deadletter.Filter{}, "", func(admin.Fate) error { return enough }); !errors.Is(err, enough) || len(kept.letters) != 2 {
		t.Errorf("got %v, %d letters are left", err, len(kept.letters))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Drop(ctx, deadletter.Filter{}, "", func(admin.Fate) error { return nil }); !errors.Is(err, context.Canceled) || len(kept.letters) != 2 {
		t.Errorf("got %v, %d letters are left", err, len(kept.letters))
	}
}
