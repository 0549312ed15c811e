package letters

import (
	"context"
	"fmt"
	"time"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/dlq"
	"github.com/drayhq/dray/core/report"
)

// most is how many letters are replayed at once.
const most = 200

// Replay has the dispatcher take up the letters that the filter chooses; see
// [admin.Desk]. Without wait they are marked, and [Desk.Work] takes them up.
func (d *Desk) Replay(ctx context.Context, filter deadletter.Filter, wait bool, each func(admin.Fate) error) error {
	if d.Store == nil {
		return dlq.ErrNoStore
	}
	if !wait {
		defer d.wake()
		return d.shelf().Replay(ctx, filter, wait, each)
	}
	ended, under := make(chan admin.Fate, most), 0
	next := func() error {
		select {
		case fate := <-ended:
			under--
			return each(fate)
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	err := d.shelf().Replay(ctx, filter, wait, func(f admin.Fate) error {
		if f.Outcome != admin.Asked {
			return each(f)
		}
		for under == most {
			if err := next(); err != nil {
				return err
			}
		}
		under++
		d.start(ctx, f.ID, func(f admin.Fate) { ended <- f })
		return nil
	})
	for err == nil && under > 0 {
		err = next()
	}
	return err
}

// Work takes up what somebody wants replayed without waiting for it, also what was
// asked for while no dray ran, until ctx ends.
func (d *Desk) Work(ctx context.Context) {
	free := make(chan struct{}, most)
	for {
		letters, err := d.Store.Asked()
		if err != nil {
			d.Log.Error("reading which dead letters are to be replayed", "error", err)
		}
		for _, letter := range letters {
			if d.busy.has(letter.ID) {
				continue
			}
			select {
			case free <- struct{}{}:
			case <-ctx.Done():
				return
			}
			d.start(ctx, letter.ID, func(f admin.Fate) {
				<-free
				d.Log.Info("replayed a dead letter", "dead_letter", f.ID, "run", f.Run, "outcome", string(f.Outcome), "how", f.Text)
			})
		}
		select {
		case <-d.asked:
		case <-ctx.Done():
			return
		}
	}
}

func (d *Desk) wake() {
	select {
	case d.asked <- struct{}{}:
	default:
	}
}

// start has one letter taken up, and calls done, once, with what became of it.
func (d *Desk) start(ctx context.Context, id string, done func(admin.Fate)) {
	ctx = context.WithoutCancel(ctx) // who asked may go, and the replay goes on
	if !d.busy.take(id) {
		done(admin.Fate{ID: id, Outcome: admin.Parked, Text: errBusy.Error()})
		return
	}
	letter, err := d.Letter(ctx, id)
	if err != nil {
		d.busy.leave(id)
		done(admin.Fate{ID: id, Outcome: admin.Gone, Text: err.Error()})
		return
	}
	held := lease{d, id}
	d.Dispatcher.Replay(ctx, message(letter, held), dispatch.Replay{Asked: letter.Replay, Doubt: letter.Doubt, Done: func(e report.Ending, err error) {
		if err != nil { // it never went on its way, and nobody wants it replayed any more
			letter.Replay = time.Time{}
			if err := d.Store.Update(ctx, letter); err != nil {
				d.Log.Error("taking back that a dead letter is to be replayed", "dead_letter", id, "error", err)
			}
		}
		switch {
		case e.Kept.ID != "" && e.Kept.ID != id: // it was junk, and is kept anew as what it is
			held.Settle(letter.Offset, func() {}) //nolint:contextcheck // removing it outlives who asked
		case err != nil || e.Kept.ID != "":
			d.busy.leave(id)
		}
		done(d.fate(letter, e, err))
	}})
}

func (d *Desk) fate(l deadletter.Letter, e report.Ending, err error) admin.Fate {
	f := admin.Fate{ID: l.ID, Run: l.Run}
	switch {
	case err != nil || e.Kept.Anywhere():
		f.Outcome = admin.Parked
	case e.Row == report.Delivered:
		f.Outcome = admin.Delivered
	default:
		f.Outcome = admin.Failed
	}
	if e.Run.ID != "" {
		f.Run = e.Run.ID
	}
	if reply := e.Run.Reply; reply != nil {
		f.Text = fmt.Sprintf("answered %d", reply.Status)
	}
	if err == nil {
		err = e.Err
	}
	if err != nil {
		f.Text = d.Vault.With(e.Run.Secrets...).Mask(err.Error())
	}
	return f
}
