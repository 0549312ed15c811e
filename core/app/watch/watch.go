//go:build !lean

package watch

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/observe/metrics"
	"github.com/drayhq/dray/core/observe/tracing"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// Watch is what looks at a running dray. Nil looks at nothing, and so does what its
// methods give then. It is safe for concurrent use.
type Watch struct {
	metrics *metrics.Metrics // nil: none are wanted
	tracer  *tracing.Tracer  // nil: none are wanted
	listen  string           // "": nowhere
	dryRun  bool
	vault   *secret.Vault
	log     *slog.Logger

	unsettled unsettled
	scene     scene
}

// New gives what the config wants to have watched, nil for nothing.
func New(ctx context.Context, cfg *config.Config, version string, dryRun bool, vault *secret.Vault, log *slog.Logger) (*Watch, error) {
	o := cfg.Observe
	if o.Listen == "" && o.Traces.Endpoint == "" {
		return nil, nil
	}
	w := &Watch{listen: o.Listen, dryRun: dryRun, vault: vault, log: log}
	w.unsettled.open = map[place]*since{}
	for _, r := range cfg.Routes {
		w.scene.names = append(w.scene.names, r.Name)
	}
	if o.Listen != "" {
		w.metrics = metrics.New(metrics.Options{
			Version: version, Routes: w.scene.names, Hosts: cfg.HTTP.Hosts,
			Classes: classes(), Outcomes: outcomes(), Live: w.live,
		})
	}
	if o.Traces.Endpoint != "" {
		header, err := o.Traces.Header()
		if err != nil {
			return nil, cfg.Errorf("observe.traces.headers", "%v", err)
		}
		w.tracer, err = tracing.New(ctx, tracing.Options{
			Endpoint: o.Traces.Endpoint, Header: header, Sample: o.Traces.Sample, Version: version, Log: log,
			Mask: func(run sdk.Run, text string) string { return vault.With(run.Secrets...).Mask(text) },
		})
		if err != nil {
			return nil, fmt.Errorf("setting up traces: %w", err)
		}
	}
	return w, nil
}

// Trace gives a run's trace id for the log; nil where nothing is traced.
func (w *Watch) Trace() func(run sdk.Run) string {
	if w == nil || w.tracer == nil {
		return nil
	}
	return func(run sdk.Run) string { return tracing.IDOf(run).String() }
}

// Trapped gives what is told of modules that had to be stopped, nil for nothing.
func (w *Watch) Trapped() func(module string) {
	if w == nil || w.metrics == nil {
		return nil
	}
	return w.metrics.Trapped
}

// Reloaded notes whether what was read of config, mapping or modules can be used.
func (w *Watch) Reloaded(well bool) {
	if w != nil && w.metrics != nil {
		w.metrics.Reloaded(well, now())
	}
}

func outcomes() (out []string) {
	for row := report.Delivered; row <= report.Parked; row++ {
		out = append(out, outcome(row))
	}
	return out
}

func outcome(row report.Row) string { return strings.ReplaceAll(row.String(), " ", "_") }

func classes() (out []string) {
	for _, class := range deadletter.Classes() {
		out = append(out, string(class))
	}
	return out
}
