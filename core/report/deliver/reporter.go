package deliver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/report/deliver/gate"
	"github.com/drayhq/dray/sdk"
)

// Options says to whom and how patiently things are told.
type Options struct {
	Client   *port.Client     // nil: nobody is told anything
	Composer *report.Composer // nil: one that masks a run's own secrets
	Log      *slog.Logger     // nil: none
	Patience time.Duration    // for Port to acknowledge what a run waits for; 0: 10 s
	Lines    int              // log lines that may wait; 0: 65536
	Later    int              // statuses that may wait for Port to come back; 0: 10000
}

// Reporter tells Port of runs. It is safe for concurrent use.
type Reporter struct {
	client   *port.Client
	composer *report.Composer
	log      *slog.Logger
	patience time.Duration

	statuses, logs *gate.Gate // two, so that a slow log does not keep statuses
	lines          *queue[line]
	later          *queue[*delivery]

	closing chan struct{}      // closed: finish what waits, then stop
	abandon context.CancelFunc // stop now
	done    sync.WaitGroup
	helpers atomic.Int32 // of the line workers
	once    sync.Once
}

// Workers. Few send lines while a burst of runs goes out: those come first. Once a
// line is late, or lines have half of their room, helpers join until none waits,
// together as many as runs may be on the wire by default, or lines would fall behind
// and be lost.
const (
	lineWorkers  = 2
	lineHelpers  = 62
	laterWorkers = 2
	late         = 5 * time.Second
)

// New makes a reporter. [Reporter.Close] ends its background work.
func New(o Options) *Reporter {
	if o.Patience == 0 {
		o.Patience = 10 * time.Second
	}
	if o.Lines == 0 {
		o.Lines = 65536
	}
	if o.Later == 0 {
		o.Later = 10000
	}
	if o.Composer == nil {
		o.Composer = &report.Composer{}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	ctx, abandon := context.WithCancel(context.Background())
	r := &Reporter{
		client: o.Client, composer: o.Composer, log: o.Log, patience: o.Patience,
		statuses: gate.New("statuses of runs", o.Log),
		logs:     gate.New("log lines", o.Log),
		lines:    newQueue[line](o.Lines, "log lines", o.Log),
		later:    newQueue[*delivery](o.Later, "statuses of runs", o.Log),
		closing:  make(chan struct{}),
		abandon:  abandon,
	}
	if r.client == nil {
		return r
	}
	for range lineWorkers {
		r.done.Go(func() { r.lines.work(ctx, r.closing, r.sendLine) })
	}
	for range laterWorkers {
		r.done.Go(func() { r.later.work(ctx, r.closing, r.sendLater) })
	}
	return r
}

// Finish tells Port how a run ended. It returns once Port knows, or has refused,
// or after the patience, at once while Port is down: the rest is done in the
// background then, and the run may be settled. Skipped runs, change-log events
// and runs without an id are nobody's business.
func (r *Reporter) Finish(ctx context.Context, e report.Ending) { r.Tell(ctx, e) }

// Tell does what [Reporter.Finish] does, and gives what Port is told.
func (r *Reporter) Tell(ctx context.Context, e report.Ending) report.Plan {
	if !r.listens(e.Run) || e.Row == report.Skipped {
		return report.Plan{Run: e.Run}
	}
	plan := r.composer.Compose(ctx, e)
	r.tell(ctx, plan)
	return plan
}

// Say tells Port of a run that was settled long ago, and returns once Port knows or has
// refused. It makes one try: the error is for the caller to try again.
func (r *Reporter) Say(ctx context.Context, plan report.Plan) error {
	if !r.listens(plan.Run) {
		return nil
	}
	d := r.deliveryOf(plan)
	if err := r.deliver(ctx, d, r.statuses.Once); err != nil {
		return err
	}
	if !d.saysWhy && plan.Line != "" {
		r.lines.put(lineOf(plan.Run, plan.Line))
	}
	return nil
}

func (r *Reporter) tell(ctx context.Context, plan report.Plan) {
	d := r.deliveryOf(plan)
	if !d.saysWhy {
		r.lines.put(lineOf(plan.Run, plan.Line))
	}
	if len(d.calls) == 0 {
		return
	}
	waiting, cancel := context.WithTimeout(ctx, r.patience)
	defer cancel()
	if r.deliver(waiting, d, r.statuses.Persist) != nil {
		r.later.put(d)
	}
}

// Waiting adds a line to the run's log that says why it is going to be tried
// again, unless the attempt before said the same. It never waits.
func (r *Reporter) Waiting(w report.Waiting) {
	if !r.listens(w.Run) {
		return
	}
	if text := r.composer.Waiting(w); text != "" {
		r.lines.put(lineOf(w.Run, text))
	}
}

func (r *Reporter) listens(run sdk.Run) bool {
	return r.client != nil && run.ID != "" && run.Kind != sdk.ChangeLog
}

// Close waits until what still waits has been told, or ctx ends. The error says
// how much Port was never told.
func (r *Reporter) Close(ctx context.Context) error {
	r.once.Do(func() { close(r.closing) })
	finished := make(chan struct{})
	go func() {
		r.done.Wait()
		close(finished)
	}()
	select {
	case <-finished:
	case <-ctx.Done():
		r.abandon()
		<-finished
	}
	r.abandon()
	reports, lines := r.later.lost(), r.lines.lost()
	if reports == 0 && lines == 0 {
		return nil
	}
	return fmt.Errorf("telling Port of its runs: %w", errors.Join(
		lossOf(reports, "statuses, so that their runs stay in progress there"), lossOf(lines, "log lines")))
}

func lossOf(n int64, of string) error {
	if n == 0 {
		return nil
	}
	return fmt.Errorf("it was never told %d %s", n, of)
}
