package model

import (
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
)

const session = 4 * time.Second

// at gives the time so many seconds into a storm.
func at(seconds float64) time.Time {
	return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds * float64(time.Second)))
}

func settled(by, seen float64) *history.Settled { return &history.Settled{By: at(by), Seen: at(seen)} }

func sent(seconds float64, life, answer int) history.Send {
	return history.Send{At: at(seconds), Life: life, Answer: answer}
}

// good is a run that was sent once by process 1, at second 10.
func good() history.Run {
	return history.Run{ID: "r", Kind: history.Plain, Produced: at(9), Sends: []history.Send{sent(10, 1, 201)}, Settled: settled(11, 11.1), Status: "IN_PROGRESS"}
}

// twice is a run that process 1 sent at second 10 and process 2 at second 20.
func twice() history.Run {
	run := good()
	run.Sends = append(run.Sends, sent(20, 2, 201))
	run.Settled = settled(21, 21.1)
	return run
}

// calm is three processes that ended in good order.
func calm() Case {
	c := Case{Session: session, MaxUnsettled: 2}
	for i := range 3 {
		c.Lives = append(c.Lives, history.Life{Number: i + 1, Replica: i, Started: at(0), Ended: at(100), End: history.Terminate})
	}
	return c
}

// killed is calm, but that process 1 was killed at second 12.
func killed() Case {
	c := calm()
	c.Lives[0].End, c.Lives[0].Ended, c.Lives[0].Code = history.Kill, at(12), -1
	return c
}

// befallen is calm, but for a trouble of process 1 from second 12 on.
func befallen(what history.What, peer history.Peer, long time.Duration) Case {
	c := calm()
	c.Troubles = []history.Trouble{{What: what, Peer: peer, Life: 1, Planned: long, From: at(12), To: at(12).Add(long)}}
	return c
}

func with(c Case, runs ...history.Run) Case {
	c.Runs = runs
	return c
}

func edited(run history.Run, edit func(*history.Run)) history.Run {
	edit(&run)
	return run
}

// judged is a case and what has to be said of it: the only violation or the only
// thing undecided, or neither.
type judged struct {
	c                   Case
	violated, undecided string
	row                 Row // of the first run; "": any
}

func check(t *testing.T, rows map[string]judged) {
	t.Helper()
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			v := Judge(row.c)
			one(t, "violations", v.Violations, row.violated)
			one(t, "undecided", v.Undecided, row.undecided)
			if row.row != "" && v.RowOf["r"] != row.row {
				t.Errorf("the run's row is %s, want %s", v.RowOf["r"], row.row)
			}
		})
	}
}

func one(t *testing.T, what string, of []Finding, want string) {
	t.Helper()
	switch {
	case want == "" && len(of) > 0:
		t.Errorf("%s: %+v, want none", what, of)
	case want != "" && (len(of) != 1 || !strings.Contains(of[0].What, want)):
		t.Errorf("%s: %+v, want one with %q", what, of, want)
	}
}
