package tracing

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"go.opentelemetry.io/otel/trace"

	"github.com/drayhq/dray/sdk"
)

// IDOf gives a run's trace id: the first 16 bytes of SHA-256 of the run's id, so that
// who knows the run knows the trace, and replays and repeats join it. An event without
// a run goes by its place in Kafka.
func IDOf(run sdk.Run) trace.TraceID {
	name := run.ID
	if name == "" {
		name = fmt.Sprintf("%s/%d@%d", run.Source.Topic, run.Source.Partition, run.Source.Offset)
	}
	sum := sha256.Sum256([]byte(name))
	return trace.TraceID(sum[:16])
}

// wanted are the ids that a span is to have, in a context.
type wanted struct {
	trace trace.TraceID
	span  trace.SpanID // zero: any
}

type wantedKey struct{}

func want(ctx context.Context, w wanted) context.Context {
	return context.WithValue(ctx, wantedKey{}, w)
}

// ids makes what isn't wanted by random.
type ids struct{}

// NewIDs gives the ids of a span that begins a trace.
func (i ids) NewIDs(ctx context.Context) (trace.TraceID, trace.SpanID) {
	w, _ := ctx.Value(wantedKey{}).(wanted)
	id := w.trace
	if !id.IsValid() {
		_, _ = rand.Read(id[:]) // it never errs
	}
	return id, i.NewSpanID(ctx, id)
}

// NewSpanID gives the id of a further span.
func (ids) NewSpanID(ctx context.Context, _ trace.TraceID) trace.SpanID {
	w, _ := ctx.Value(wantedKey{}).(wanted)
	id := w.span
	for !id.IsValid() {
		_, _ = rand.Read(id[:])
	}
	return id
}

// sent gives the span id that a request's traceparent names, so that what the other
// side does hangs below the step that sent it; zero for none.
// https://www.w3.org/TR/trace-context/#traceparent-header
func sent(run sdk.Run) (id trace.SpanID) {
	const from, to = 36, 52 // 00-<32>-<16>-<2>
	if run.Request == nil {
		return id
	}
	text := run.Request.Header.Get("traceparent")
	if len(text) != 55 {
		return id
	}
	raw, err := hex.DecodeString(text[from:to])
	if err != nil || text[3:35] != IDOf(run).String() {
		return id
	}
	return trace.SpanID(raw)
}
