package model

import (
	"fmt"
	"slices"
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
)

// repeats judges what was sent again after a send that counts.
func (j *judge) repeats(run *history.Run) {
	var sends []history.Send
	for _, send := range run.Sends {
		if send.Counts() {
			sends = append(sends, send)
		}
	}
	slices.SortStableFunc(sends, func(a, b history.Send) int { return a.At.Compare(b.At) })
	for i := 1; i < len(sends); i++ {
		j.v.Repeats++
		j.repeat(run, sends[i-1], sends[i])
	}
}

// cause is what took a run from the process that had sent it.
type cause struct {
	what      string
	crash     string // which one, for the bound on each
	at        time.Time
	undecided string // why the model can't say that it does explain a repeat
}

func (j *judge) repeat(run *history.Run, before, again history.Send) {
	if j.Ledger {
		j.violated(run, "sent again, though the ledger knew of it")
		return
	}
	c, ok := j.cause(before, again)
	settled := run.Settled != nil && run.Settled.By.Before(again.At)
	switch {
	case !ok:
		j.violated(run, "sent again by process %d%s, %s after process %d, to which nothing had happened",
			again.Life, j.late(again), again.At.Sub(before.At).Round(time.Millisecond), before.Life)
	case settled && run.Settled.Seen.Before(c.at):
		j.violated(run, "sent again, though it was settled %s before the %s", c.at.Sub(run.Settled.Seen).Round(time.Millisecond), c.what)
	case settled:
		j.undecided(run, "sent again after the %s, when the commit that covers it was under way: nobody can say whether it was acknowledged", c.what)
	case c.undecided != "":
		j.undecided(run, "sent again by process %d after process %d: %s", again.Life, before.Life, c.undecided)
	default:
		j.v.Explained[c.what]++
		j.crashes[c.crash]++
	}
}

// cause looks for what explains that again came after before.
func (j *judge) cause(before, again history.Send) (cause, bool) {
	sender := j.Lives[before.Life-1]
	if sender.End == history.Kill && !sender.Ended.IsZero() && sender.Ended.Before(again.At) {
		return cause{what: string(history.Kill), crash: fmt.Sprintf("kill -9 of process %d", sender.Number), at: sender.Ended}, true
	}
	for _, t := range j.Troubles {
		if j.outlasts(t) && t.Life == before.Life && t.From.Before(again.At) && (t.To.IsZero() || before.At.Before(t.To.Add(j.Session))) {
			what := string(t.What)
			if t.What == history.Cut {
				what = "cut from Kafka"
			}
			return cause{what: what, crash: fmt.Sprintf("%s of process %d at %s", what, t.Life, t.From.Format(time.TimeOnly)), at: t.From}, true
		}
	}
	if sender.End == history.Terminate && sender.Ended.Before(again.At) && j.brokerTrouble(sender.Ended) {
		return cause{what: "SIGTERM", at: sender.Ended, undecided: "a broker was gone while it stopped, and may not have taken its last commit"}, true
	}
	for _, t := range j.Troubles {
		if t.What == history.GivenUp && t.Life == before.Life && t.From.After(before.At.Add(-j.Session)) && t.From.Before(again.At.Add(j.Session)) {
			why := "which nothing of ours explains: this machine may have been too slow"
			if j.brokerTrouble(t.From) {
				// Until a broker that crashed is counted out the others acknowledge nothing,
				// heartbeats included, and a member sends the next one only then.
				why = "while a broker was gone"
			}
			return cause{what: string(t.What), at: t.From, undecided: "the group gave the sender up, " + why}, true
		}
	}
	return cause{}, false
}

// late says that the sender had lost its session by then, "" if it hadn't.
func (j *judge) late(again history.Send) string {
	for _, t := range j.Troubles {
		if j.outlasts(t) && t.Life == again.Life && t.From.Add(j.Session).Before(again.At) && again.At.Before(t.To.Add(j.Session)) {
			return fmt.Sprintf(", which had lost its session in a %s", t.What)
		}
	}
	return ""
}

// outlasts says whether a trouble keeps a process from its group for longer than
// the group waits.
func (j *judge) outlasts(t history.Trouble) bool {
	cutOff := t.What == history.Stand || t.What == history.Cut && t.Peer == history.Kafka
	return cutOff && t.Beyond(j.Session)
}
