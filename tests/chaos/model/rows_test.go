package model

import (
	"testing"
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
)

func TestRows(t *testing.T) {
	kind := func(kind history.Kind, status string, answers ...int) history.Run {
		return edited(good(), func(r *history.Run) {
			r.Kind, r.Status, r.Sends = kind, status, nil
			for i, answer := range answers {
				r.Sends = append(r.Sends, sent(10+float64(i), 1, answer))
			}
		})
	}
	cut := func(peer history.Peer) Case {
		c := befallen(history.Cut, peer, 3*time.Second)
		c.Troubles[0].From = at(9.5)
		return c
	}
	stored, unhurt := killed(), calm()
	stored.Ledger, unhurt.Ledger = true, true
	as := func(class string, kind history.Kind) history.Run {
		return edited(good(), func(r *history.Run) { r.Parked, r.Kind = class, kind })
	}
	parked := as("in_doubt", history.Plain)
	lagging := with(calm(), good())
	lagging.Lag = 1
	check(t, map[string]judged{
		"triggered":                    {c: with(calm(), good()), row: Triggered},
		"busy, then triggered":         {c: with(calm(), kind(history.Busy, "IN_PROGRESS", 503, 201)), row: Triggered},
		"busy, and that was that":      {c: with(calm(), kind(history.Busy, "IN_PROGRESS", 503)), violated: "lost", row: Lost},
		"refused":                      {c: with(calm(), kind(history.Refused, "FAILURE", 400)), row: Failed},
		"refused, and nobody was told": {c: with(calm(), kind(history.Refused, "IN_PROGRESS", 400)), violated: "Port was not told", row: Untold},
		"the same while Port was away": {c: with(cut(history.Port), kind(history.Refused, "IN_PROGRESS", 400)), row: Untold},
		"broken":                       {c: with(calm(), kind(history.Broken, "FAILURE", 0)), row: Failed},
		"broken, and sent again":       {c: with(calm(), kind(history.Broken, "FAILURE", 0, 0)), violated: "sent again", row: Failed},
		"failed without a reason":      {c: with(calm(), kind(history.Plain, "FAILURE")), violated: "want triggered", row: Failed},
		"failed while cut off":         {c: with(cut(history.CircleCI), kind(history.Plain, "FAILURE")), row: Unknown},
		"triggered and failed":         {c: with(calm(), kind(history.Plain, "FAILURE", 201)), violated: "want triggered", row: Unknown},
		"the same while cut off":       {c: with(cut(history.CircleCI), kind(history.Plain, "FAILURE", 201)), row: Unknown},
		"settled and never sent":       {c: with(calm(), kind(history.Plain, "")), violated: "lost", row: Lost},
		"sent and never settled":       {c: with(calm(), edited(good(), func(r *history.Run) { r.Settled = nil })), violated: "never settled", row: Lost},
		"parked":                       {c: with(stored, parked), row: Parked},
		"parked without a crash":       {c: with(unhurt, parked), violated: "nothing happened to the process", row: Parked},
		"broken, and parked":           {c: with(unhurt, as("unknown", history.Broken)), row: Parked},
		"parked as something else":     {c: with(stored, as("exhausted", history.Plain)), violated: "a plain run was parked as exhausted", row: Parked},
		"parked without a store":       {c: with(calm(), parked), violated: "no store", row: Parked},
		"a lag in the end":             {c: lagging, violated: "lags by 1"},
	})
}

func TestEnds(t *testing.T) {
	ended := func(edit func(*history.Life)) Case {
		c := calm()
		edit(&c.Lives[2])
		return c
	}
	broken := ended(func(l *history.Life) { l.Code = 1 })
	broken.Troubles = []history.Trouble{{What: history.BrokerKill, From: at(97), To: at(99)}}
	check(t, map[string]judged{
		"by itself":                    {c: ended(func(l *history.Life) { l.End, l.Code = "", 2 }), violated: "ended by itself with 2"},
		"badly after SIGTERM":          {c: ended(func(l *history.Life) { l.Code = 1 }), violated: "exited 1 after SIGTERM"},
		"the same without all brokers": {c: broken, undecided: "exited 1 after SIGTERM"},
		"never":                        {c: ended(func(l *history.Life) { l.Ended = time.Time{} }), violated: "has not ended"},
	})
}
