package model

import (
	"fmt"
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
)

// Case is what is to be judged.
type Case struct {
	Runs     []history.Run
	Lives    []history.Life // the one numbered 1 first
	Troubles []history.Trouble
	Lag      int64 // of the group, in the end

	Session      time.Duration // after which the group gives a silent member up
	MaxUnsettled int
	Ledger       bool // there is a store, which holds what is in doubt: nothing is ever sent twice
}

// Row is how a run ended.
type Row string

// The rows. Unknown is one that a cut may have kept from being answered; Untold
// one whose end Port could not be told while it was cut off.
const (
	Triggered Row = "triggered"
	Failed    Row = "failed"
	Unknown   Row = "unknown"
	Untold    Row = "untold"
	Parked    Row = "parked"
	Lost      Row = "lost"
)

// Finding is something that a run, or with Run nil the whole, shows.
type Finding struct {
	Run  *history.Run
	What string
}

// Verdict is what is to be said of a case.
type Verdict struct {
	Rows       map[Row]int
	RowOf      map[string]Row // by the run's id
	Repeats    int            // sends after one that counts
	Explained  map[string]int // repeats by what explains them
	MostAtOnce int            // repeats that a single crash explains, at most
	Violations []Finding
	Undecided  []Finding
}

// Judge judges.
func Judge(c Case) Verdict {
	j := &judge{Case: c, v: Verdict{Rows: map[Row]int{}, RowOf: map[string]Row{}, Explained: map[string]int{}}, crashes: map[string]int{}}
	for i := range c.Runs {
		run := &c.Runs[i]
		row := j.row(run)
		j.v.Rows[row]++
		j.v.RowOf[run.ID] = row
		j.repeats(run)
	}
	for crash, repeats := range j.crashes {
		j.v.MostAtOnce = max(j.v.MostAtOnce, repeats)
		if repeats > c.MaxUnsettled {
			j.violated(nil, "%s led to %d repeats, more than the %d that may be unsettled", crash, repeats, c.MaxUnsettled)
		}
	}
	if c.Lag != 0 {
		j.violated(nil, "the group lags by %d in the end", c.Lag)
	}
	for i := range c.Lives {
		j.life(&c.Lives[i])
	}
	return j.v
}

type judge struct {
	Case
	v       Verdict
	crashes map[string]int // repeats that each explains
}

func (j *judge) violated(run *history.Run, format string, args ...any) {
	j.v.Violations = append(j.v.Violations, Finding{run, fmt.Sprintf(format, args...)})
}

func (j *judge) undecided(run *history.Run, format string, args ...any) {
	j.v.Undecided = append(j.v.Undecided, Finding{run, fmt.Sprintf(format, args...)})
}

// life judges how a process ended.
func (j *judge) life(l *history.Life) {
	switch {
	case l.Ended.IsZero():
		j.violated(nil, "process %d of replica %d has not ended", l.Number, l.Replica)
	case l.End == "":
		j.violated(nil, "process %d of replica %d ended by itself with %d", l.Number, l.Replica, l.Code)
	case l.End == history.Terminate && l.Code != 0 && j.brokerTrouble(l.Ended):
		j.undecided(nil, "process %d of replica %d exited %d after SIGTERM, while a broker was gone", l.Number, l.Replica, l.Code)
	case l.End == history.Terminate && l.Code != 0:
		j.violated(nil, "process %d of replica %d exited %d after SIGTERM", l.Number, l.Replica, l.Code)
	}
}
