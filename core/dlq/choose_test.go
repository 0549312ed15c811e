package dlq_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dlq"
)

func TestFilter(t *testing.T) {
	tests := []struct {
		choice dlq.Choice
		want   deadletter.Filter
		err    string
	}{
		{dlq.Choice{}, deadletter.Filter{}, ""},
		{dlq.Choice{Run: "r", Route: "o", Action: "a", Class: "in_doubt", Older: "90m", Newer: "7d"}, deadletter.Filter{
			Run: "r", Route: "o", Action: "a", Class: deadletter.InDoubt,
			OlderThan: noon.Add(-90 * time.Minute), NewerThan: noon.AddDate(0, 0, -7)}, ""},
		{dlq.Choice{Older: "2026-02-01", Newer: "2026-01-01T08:00:00+01:00"}, deadletter.Filter{
			OlderThan: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), NewerThan: time.Date(2026, 1, 1, 7, 0, 0, 0, time.UTC)}, ""},
		{dlq.Choice{Older: "1.5d"}, deadletter.Filter{OlderThan: noon.Add(-36 * time.Hour)}, ""},
		{dlq.Choice{Class: "exausted"}, deadletter.Filter{}, `--class: there is no class "exausted"; did you mean exhausted?`},
		{dlq.Choice{Older: "yesterday"}, deadletter.Filter{}, `--older: "yesterday" is neither an age`},
		{dlq.Choice{Newer: "-1h"}, deadletter.Filter{}, `--newer: "-1h" is neither an age`},
		{dlq.Choice{Limit: -1}, deadletter.Filter{}, "--limit: it takes a number above 0"},
		{dlq.Choice{IDs: []string{"a"}, Run: "r"}, deadletter.Filter{}, "name letters by their ids or choose them by filters, not both"},
		{dlq.Choice{IDs: []string{"a"}, All: true}, deadletter.Filter{}, "name letters by their ids or choose them by filters, not both"},
		{dlq.Choice{All: true, Class: "junk"}, deadletter.Filter{}, "--all means all of them: leave out the filters, or --all"},
		{dlq.Choice{All: true, Limit: 1}, deadletter.Filter{}, "--all means all of them: leave out the filters, or --all"},
	}
	for _, tt := range tests {
		got, err := tt.choice.Filter(noon)
		if tt.err != "" {
			if err == nil || !strings.HasPrefix(err.Error(), tt.err) {
				t.Errorf("%+v: got %v, want %s", tt.choice, err, tt.err)
			}
			continue
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
			t.Errorf("%+v: %v (-want +got)\n%s", tt.choice, err, diff)
		}
	}
}

func TestAChoiceOfNothingIsNotAll(t *testing.T) {
	for choice, want := range map[*dlq.Choice]bool{
		{}: true, {IDs: []string{}}: true, {All: true}: false, {Limit: 1}: false, {IDs: []string{"a"}}: false, {Newer: "1h"}: false,
	} {
		if got := choice.Unsaid(); got != want {
			t.Errorf("%+v: got %v", choice, got)
		}
	}
}

func TestMeant(t *testing.T) {
	s := dlq.Shelf{Store: stored(450)}
	meant := func(c dlq.Choice) (deadletter.Filter, bool, error) {
		t.Helper()
		f, err := c.Filter(noon)
		if err != nil {
			t.Fatal(err)
		}
		return c.Meant(t.Context(), s, f)
	}
	if f, some, err := meant(dlq.Choice{Limit: 250}); err != nil || !some || len(f.IDs) != 250 || f.IDs[249] != "0250" {
		t.Errorf("got %v, %v, %v", f, some, err)
	}
	// A limit over none must not become a filter without ids, which chooses all.
	if f, some, err := meant(dlq.Choice{Limit: 2, Run: "nobody's"}); err != nil || some {
		t.Errorf("got %v, %v, %v", f, some, err)
	}
	if f, some, err := meant(dlq.Choice{IDs: []string{"0007", "0007", "044"}}); err != nil || !some || !cmp.Equal(f.IDs, []string{"0007", "0440"}) {
		t.Errorf("got %v, %v, %v", f, some, err)
	}
	if f, some, err := meant(dlq.Choice{Run: "r_1"}); err != nil || !some || !cmp.Equal(f, deadletter.Filter{Run: "r_1"}) {
		t.Errorf("got %v, %v, %v", f, some, err)
	}
	for id, want := range map[string]string{
		"":                 "an id is empty",
		"00077":            "there is no dead letter 00077; did you mean 0007?",
		"01J5ZK1111111111": "there is no dead letter 01J5ZK1111111111; `dray dlq list` shows which there are",
	} {
		_, _, err := meant(dlq.Choice{IDs: []string{id}})
		if unknown, ok := errors.AsType[*admin.UnknownError](err); !ok || unknown.Text != want {
			t.Errorf("%q: got %v, want %s", id, err, want)
		}
	}
}
