package deliver

import (
	"context"
	"strings"
	"time"

	"github.com/drayhq/dray/core/report/deliver/gate"
	"github.com/drayhq/dray/sdk"
)

// line is one line for a run's log.
type line struct {
	runID string
	kind  sdk.Kind
	text  string
	since time.Time // when it was put
}

// lineOf makes a run's line. Its id is copied, for it is part of the message's
// text, which would wait in memory with it.
func lineOf(run sdk.Run, text string) line {
	return line{strings.Clone(run.ID), run.Kind, text, time.Now()}
}

// Tries in the background, counted only while Port can be reached: what fails
// this often fails for a reason of its own. Both are more than it takes to find
// that Port cannot be reached.
const (
	lineTries  = 8
	laterTries = 100
)

// sendLine tells Port a log line. While Port is down it waits, and lines pile up
// behind it to their bound; once dray stops, a line is not worth the wait.
func (r *Reporter) sendLine(ctx context.Context, l line) {
	if r.logs.Up() && (time.Since(l.since) > late || r.lines.crowded() || r.isClosing()) {
		r.help(ctx)
	}
	for tries := 0; ; {
		err := r.logs.Once(ctx, func(ctx context.Context) error {
			if l.kind == sdk.NodeRun {
				return r.client.NodeLog(ctx, l.runID, "INFO", l.text)
			}
			return r.client.RunLog(ctx, l.runID, l.text)
		})
		if err == nil {
			return
		}
		if gate.Refused(err) {
			r.log.DebugContext(ctx, "Port refused a log line of a run", "run_id", l.runID, "error", err)
			return
		}
		if r.logs.Up() {
			tries++
		}
		if tries == lineTries || r.isClosing() || r.logs.Rest(ctx, r.closing) != nil {
			r.lines.lose()
			return
		}
	}
}

// sendLater tries again what a run could not wait for. What fails goes to the
// end of the queue, so that one report that Port chokes on holds up no other.
func (r *Reporter) sendLater(ctx context.Context, d *delivery) {
	err := r.deliver(ctx, d, r.statuses.Once)
	if err == nil {
		return
	}
	if r.statuses.Up() {
		d.tries++
	}
	if d.tries == laterTries {
		r.log.ErrorContext(ctx, "Port was never told what became of a run, which stays as it is there",
			"run_id", d.runID, "tries", d.tries, "error", err)
		r.later.lose()
		return
	}
	r.later.put(d)
	_ = r.statuses.Rest(ctx, nil) // if ctx ended, the loop sees it
}

// help has one more worker send lines until none waits, unless there are
// lineHelpers already.
func (r *Reporter) help(ctx context.Context) {
	if r.helpers.Add(1) > lineHelpers {
		r.helpers.Add(-1)
		return
	}
	r.done.Go(func() {
		defer r.helpers.Add(-1)
		r.lines.empty(ctx, r.sendLine)
	})
}

func (r *Reporter) isClosing() bool {
	select {
	case <-r.closing:
		return true
	default:
		return false
	}
}
