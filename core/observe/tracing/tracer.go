package tracing

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"github.com/drayhq/dray/sdk"
)

// Options say where traces go.
type Options struct {
	Endpoint string      // of a collector, for OTLP over HTTP
	Header   http.Header // for the collector
	Sample   float64     // which part of the traces, from 0 to 1
	Version  string      // of dray
	Log      *slog.Logger
	// Mask puts *** in the place of a run's secrets.
	Mask func(run sdk.Run, text string) string
}

// Tracer makes traces of runs. Make it with New. It is safe for concurrent use, and
// its methods never wait for the collector.
type Tracer struct {
	provider *sdktrace.TracerProvider
	tracer   trace.Tracer
	mask     func(run sdk.Run, text string) string

	mu   sync.Mutex
	open map[place]*record
}

// place names a run that is on its way: ids of runs are not unique.
type place struct {
	topic     string
	partition int32
	offset    int64
}

func placeOf(s sdk.Source) place { return place{s.Topic, s.Partition, s.Offset} }

// New makes a tracer. OpenTelemetry's own variables for the service's name, the
// resource and the batches are kept to.
func New(ctx context.Context, o Options) (*Tracer, error) {
	upload, err := newUpload(o)
	if err != nil {
		return nil, err
	}
	exporter, err := otlptrace.New(ctx, upload)
	if err != nil {
		return nil, fmt.Errorf("starting to trace: %w", err)
	}
	about, err := resource.New(ctx,
		resource.WithAttributes(attribute.String("service.name", "dray"), attribute.String("service.version", o.Version)),
		resource.WithFromEnv())
	if err != nil {
		return nil, fmt.Errorf("reading OTEL_RESOURCE_ATTRIBUTES: %w", err)
	}
	provider := sdktrace.NewTracerProvider(
		sdktrace.WithBatcher(exporter), sdktrace.WithResource(about), sdktrace.WithIDGenerator(ids{}),
		sdktrace.WithSampler(sdktrace.TraceIDRatioBased(o.Sample)))
	return &Tracer{
		provider: provider, mask: o.Mask, open: map[place]*record{},
		tracer: provider.Tracer("github.com/drayhq/dray", trace.WithInstrumentationVersion(o.Version)),
	}, nil
}

// Close ends the spans of what is still under way, and sends what there is, within ctx.
func (t *Tracer) Close(ctx context.Context) error {
	t.mu.Lock()
	left := t.open
	t.open = map[place]*record{}
	t.mu.Unlock()
	for _, r := range left {
		r.cutOff()
	}
	if err := t.provider.Shutdown(ctx); err != nil {
		return fmt.Errorf("sending the last traces: %w", err)
	}
	return nil
}

func (t *Tracer) of(s sdk.Source) *record {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.open[placeOf(s)]
}
