package model

import (
	"fmt"
	"testing"
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
)

func TestRepeats(t *testing.T) {
	early := func(by, seen float64) history.Run {
		return edited(twice(), func(r *history.Run) { r.Settled = settled(by, seen) })
	}
	ledger := killed()
	ledger.Ledger = true
	stopped := calm()
	stopped.Lives[0].Ended = at(12)
	stopped.Troubles = []history.Trouble{{What: history.BrokerKill, From: at(11), To: at(15)}}
	givenUp := befallen(history.GivenUp, "", 0)
	givenUpLate := befallen(history.GivenUp, "", 0)
	givenUpLate.Troubles = append(givenUpLate.Troubles, history.Trouble{What: history.BrokerKill, From: at(11), To: at(15)})
	frozen := befallen(history.Stand, "", 6*time.Second)
	frozen.Troubles[0].Life, frozen.Troubles[0].From, frozen.Troubles[0].To = 2, at(8), at(19.9)
	retried := edited(twice(), func(r *history.Run) { r.Sends[0].Answer = 503 })
	check(t, map[string]judged{
		"after nothing":                         {c: with(calm(), twice()), violated: "to which nothing had happened"},
		"after a 503":                           {c: with(calm(), retried)},
		"after a kill":                          {c: with(killed(), twice())},
		"after a kill, settled before":          {c: with(killed(), early(11, 11.5)), violated: "settled 500ms before the kill -9"},
		"after a kill, the commit under way":    {c: with(killed(), early(11.9, 12.5)), undecided: "when the commit that covers it was under way"},
		"after a kill, with a ledger":           {c: with(ledger, twice()), violated: "the ledger knew"},
		"after a SIGSTOP":                       {c: with(befallen(history.Stand, "", 6*time.Second), twice())},
		"after a SIGSTOP of less":               {c: with(befallen(history.Stand, "", 2*time.Second), twice()), violated: "nothing had happened"},
		"after a cut from Kafka":                {c: with(befallen(history.Cut, history.Kafka, 6*time.Second), twice())},
		"after a cut of less":                   {c: with(befallen(history.Cut, history.Kafka, 2*time.Second), twice()), violated: "nothing had happened"},
		"after a cut from Port":                 {c: with(befallen(history.Cut, history.Port, 6*time.Second), twice()), violated: "nothing had happened"},
		"after a SIGTERM":                       {c: with(calm(), edited(twice(), func(r *history.Run) { r.Sends[1].At = at(120) })), violated: "nothing had happened"},
		"after a SIGTERM without all brokers":   {c: with(stopped, twice()), undecided: "may not have taken its last commit"},
		"after the group gave the sender up":    {c: with(givenUp, twice()), undecided: "too slow"},
		"the same without all brokers":          {c: with(givenUpLate, twice()), undecided: "while a broker was gone"},
		"by one that had stood still, too late": {c: with(frozen, twice()), violated: "had lost its session"},
	})
}

func TestACrashExplainsOnlyWhatMayBeUnsettled(t *testing.T) {
	c := killed()
	for i := range 3 {
		c.Runs = append(c.Runs, edited(twice(), func(r *history.Run) { r.ID = fmt.Sprint("r", i) }))
	}
	v := Judge(c)
	one(t, "violations", v.Violations, "led to 3 repeats, more than the 2")
	if v.Repeats != 3 || v.MostAtOnce != 3 || v.Explained["kill -9"] != 3 {
		t.Errorf("the figures are %+v", v)
	}
	c.Runs = c.Runs[:2]
	one(t, "violations", Judge(c).Violations, "")
}
