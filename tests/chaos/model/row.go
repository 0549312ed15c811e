package model

import (
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
)

// row says how a run ended, and whether it had to end otherwise.
func (j *judge) row(run *history.Run) Row {
	if run.Settled == nil {
		j.violated(run, "lost: it was never settled")
		return Lost
	}
	switch row := rowOf(run); {
	case row == Lost:
		j.violated(run, "lost: it was settled, but neither triggered anything nor was Port told how it ended")
		return Lost
	case row == Parked && !j.Ledger:
		j.violated(run, "it was parked, though there is no store")
		return row
	case row == Parked:
		j.parked(run)
		return row
	case row == wanted(run.Kind):
		return row
	case row == Untold:
		return j.untold(run, row)
	case j.cutDuring(run, history.CircleCI):
		return Unknown
	default:
		j.violated(run, "it ended %s, want %s", row, wanted(run.Kind))
		return row
	}
}

// parked judges the class of a run's dead letter: in doubt is only what a process
// that was killed had to do with, and unknown only what broke off.
func (j *judge) parked(run *history.Run) {
	doubtful := len(run.Sends) == 0
	for _, send := range run.Sends {
		doubtful = doubtful || j.Lives[send.Life-1].End == history.Kill
	}
	switch {
	case run.Parked == "in_doubt" && doubtful, run.Parked == "unknown" && run.Kind == history.Broken:
	case run.Parked == "in_doubt":
		j.violated(run, "parked as in doubt, though nothing happened to the process that sent it")
	default:
		j.violated(run, "a %s run was parked as %s", run.Kind, run.Parked)
	}
}

func rowOf(run *history.Run) Row {
	answers := map[int]bool{}
	for _, send := range run.Sends {
		answers[send.Answer] = true
	}
	switch {
	case run.Parked != "":
		return Parked
	case run.Status == "FAILURE" && answers[201]:
		return Unknown // it was triggered, and dray didn't get to know
	case run.Status == "FAILURE":
		return Failed
	case answers[201]:
		return Triggered
	case answers[400] || answers[0]:
		return Untold
	}
	return Lost
}

func wanted(kind history.Kind) Row {
	if kind == history.Refused || kind == history.Broken {
		return Failed
	}
	return Triggered
}

// untold judges a run of whose end Port shows nothing. The contract lets a run be
// settled once Port could not be told for ten seconds; a process that then ends
// takes what it still had to tell with it.
func (j *judge) untold(run *history.Run, row Row) Row {
	if !j.cutDuring(run, history.Port) {
		j.violated(run, "Port was not told how it ended")
	}
	return row
}

// cutDuring says whether a process that had to do with the run was cut off from
// the peer between the run's production and a while after it was settled. A run
// that nobody was told of and that never arrived may have been any process's.
func (j *judge) cutDuring(run *history.Run, peer history.Peer) bool {
	lives := map[int]bool{}
	for _, send := range run.Sends {
		lives[send.Life] = true
	}
	for _, telling := range run.Tellings {
		lives[telling.Life] = true
	}
	for _, t := range j.Troubles {
		if t.What == history.Cut && t.Peer == peer && (len(lives) == 0 || lives[t.Life]) &&
			t.From.Before(run.Settled.Seen) && (t.To.IsZero() || t.To.After(run.Produced)) {
			return true
		}
	}
	return false
}

// aWhile is how long after a broker is back things may still go slowly.
const aWhile = 10 * time.Second

func (j *judge) brokerTrouble(at time.Time) bool {
	for _, t := range j.Troubles {
		if (t.What == history.BrokerStop || t.What == history.BrokerKill) &&
			t.From.Before(at) && (t.To.IsZero() || t.To.Add(aWhile).After(at)) {
			return true
		}
	}
	return false
}
