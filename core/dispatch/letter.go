package dispatch

import (
	"context"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/report"
)

// Shelf keeps dead letters.
type Shelf interface {
	// Park says where the letter is once it is kept. The same message parked twice is
	// one letter.
	Park(ctx context.Context, letter deadletter.Letter) (report.Kept, error)
}

// classOf says as what a run that ended in this row is kept.
func classOf(row report.Row) (deadletter.Class, bool) {
	switch row {
	case report.Exhausted:
		return deadletter.Exhausted, true
	case report.Unknown:
		return deadletter.Unknown, true
	case report.InDoubt:
		return deadletter.InDoubt, true
	case report.Parked:
		return deadletter.Trap, true
	default:
		return "", false
	}
}

func (d *Dispatcher) junkLetter(t *task) deadletter.Letter {
	l := letterOf(t)
	l.Class, l.Reason, l.Parked = deadletter.Junk, t.junk.Error(), d.Now()
	return l
}

func (d *Dispatcher) letter(t *task, e report.Ending, class deadletter.Class) deadletter.Letter {
	l := letterOf(t)
	l.Run, l.Kind, l.Route, l.Action = e.Run.ID, e.Run.Kind, e.Route, e.Action
	l.Class, l.Step, l.Attempts = class, e.Step, e.Attempts
	if e.Err != nil {
		l.Reason = d.Mask(e.Run, e.Err.Error())
	}
	l.First, l.Parked = t.began, d.Now()
	l.Told, l.Doubt = e.Row == report.Unknown, e.Doubt || e.Row == report.Unknown || e.Row == report.InDoubt
	return l
}

func letterOf(t *task) deadletter.Letter {
	m := t.message
	l := deadletter.Letter{
		Topic: m.Topic, Partition: m.Partition, Offset: m.Offset, Published: m.Time,
		Key: m.Key, Value: m.Value, Changes: m.Changes,
	}
	for _, h := range m.Headers {
		l.Headers = append(l.Headers, deadletter.Header{Key: h.Key, Value: h.Value})
	}
	return l
}
