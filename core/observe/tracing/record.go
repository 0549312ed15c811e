package tracing

import (
	"context"
	"sync"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/drayhq/dray/sdk"
)

// record is the trace of one run while it is on its way.
type record struct {
	tracer trace.Tracer
	run    trace.Span
	ctx    context.Context //nolint:containedctx // it holds the run's span, below which the others hang

	mu    sync.Mutex
	idle  string    // what it waits for: queue, wait, settle; "" while something is done
	since time.Time // when that began
}

// Begin begins a run's trace: it was taken up at from and passed the gate at to.
func (t *Tracer) Begin(run sdk.Run, replayed bool, from, to time.Time) {
	ctx := want(context.Background(), wanted{trace: IDOf(run)})
	ctx, span := t.tracer.Start(ctx, "run", trace.WithNewRoot(), trace.WithTimestamp(from), trace.WithSpanKind(trace.SpanKindConsumer))
	if !span.IsRecording() {
		return
	}
	span.SetAttributes(
		attribute.String("dray.run.id", run.ID), attribute.Bool("dray.replayed", replayed),
		attribute.String("messaging.system", "kafka"), attribute.String("messaging.destination.name", run.Source.Topic),
		attribute.Int("messaging.destination.partition.id", int(run.Source.Partition)),
		attribute.Int64("messaging.kafka.offset", run.Source.Offset),
		attribute.String("dray.published", run.Source.Time.UTC().Format(time.RFC3339Nano)),
	)
	r := &record{tracer: t.tracer, run: span, ctx: ctx, idle: "queue", since: to}
	r.span("verify", from, to)
	t.mu.Lock()
	before := t.open[placeOf(run.Source)]
	t.open[placeOf(run.Source)] = r
	t.mu.Unlock()
	if before != nil { // the partition came back to us
		before.cutOff()
	}
}

// Step shows an attempt at a step; err is how it ended.
func (t *Tracer) Step(before, after sdk.Run, name string, from, to time.Time, err error) {
	r := t.of(before.Source)
	if r == nil {
		return
	}
	r.busy(from)
	ctx := want(r.ctx, wanted{span: sent(after)})
	_, span := r.tracer.Start(ctx, "step "+name, trace.WithTimestamp(from))
	span.SetAttributes(attribute.Int("dray.attempt", before.Attempt))
	if after.Reply != nil && before.Reply == nil {
		span.SetAttributes(attribute.Int("http.response.status_code", after.Reply.Status))
	}
	if err != nil {
		outcome, _ := sdk.OutcomeOf(err)
		span.SetAttributes(attribute.String("dray.outcome", outcome.String()))
		span.SetStatus(codes.Error, t.mask(after, err.Error()))
	}
	span.End(trace.WithTimestamp(to))
}

// Waits says that a run waits for its next attempt from now on.
func (t *Tracer) Waits(run sdk.Run, from time.Time) {
	if r := t.of(run.Source); r != nil {
		r.rest("wait", from)
	}
}

// Reported shows that Port was told; the run is to be settled from then on.
func (t *Tracer) Reported(run sdk.Run, route, outcome string, failed bool, from, to time.Time) {
	r := t.of(run.Source)
	if r == nil {
		return
	}
	r.busy(from)
	r.span("report", from, to)
	r.run.SetAttributes(attribute.String("dray.route", route), attribute.String("dray.outcome", outcome))
	if failed {
		r.run.SetStatus(codes.Error, outcome)
	}
	r.rest("settle", to)
}

// End ends a run's trace.
func (t *Tracer) End(source sdk.Source, at time.Time) {
	t.mu.Lock()
	r := t.open[placeOf(source)]
	delete(t.open, placeOf(source))
	t.mu.Unlock()
	if r != nil {
		r.busy(at)
		r.run.End(trace.WithTimestamp(at))
	}
}

func (r *record) span(name string, from, to time.Time) {
	_, span := r.tracer.Start(r.ctx, name, trace.WithTimestamp(from))
	span.End(trace.WithTimestamp(to))
}

// rest says that nothing is done from now on, and why.
func (r *record) rest(why string, from time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.idle, r.since = why, from
}

// busy ends that.
func (r *record) busy(at time.Time) {
	r.mu.Lock()
	why, since := r.idle, r.since
	r.idle = ""
	r.mu.Unlock()
	if why != "" {
		r.span(why, since, at)
	}
}

func (r *record) cutOff() {
	r.run.SetAttributes(attribute.Bool("dray.cut_off", true))
	r.run.End()
}
