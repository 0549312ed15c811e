package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/drayhq/dray/core/app"
	"github.com/drayhq/dray/core/app/table"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/verify"
	"github.com/drayhq/dray/sdk"
)

// bound is how long the demo waits for its run to come through.
const bound = 30 * time.Second

// Options says where the demo shows itself.
type Options struct {
	Out   io.Writer
	Log   *slog.Logger // dray's own
	Serve bool         // keep everything up until ctx ends
}

// Run plays the demo. Its error says what did not come through.
func Run(ctx context.Context, o Options) (err error) {
	h, err := open() //nolint:contextcheck // the stand-ins are closed, not cancelled
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	show := &shower{w: o.Out}
	dispatching, stop := context.WithCancel(ctx)
	defer stop()
	stopped, err := start(dispatching, h, o.Log, show)
	if err != nil {
		return err
	}
	if err := play(ctx, h, show); err != nil {
		return err
	}
	if o.Serve {
		show.serving(h)
		<-ctx.Done()
	}
	stop()
	if err := <-stopped; err != nil {
		return fmt.Errorf("stopping dray: %w", err)
	}
	show.stopped(h.kafka.Committed(org+".dray", runs), h.kafka.End(runs))
	return nil
}

// start runs dray as its container would run, with a watch on its steps.
func start(ctx context.Context, h *harbour, log *slog.Logger, show *shower) (<-chan error, error) {
	cfg, err := config.Load(config.Options{Environ: h.environ(), Dir: h.dir})
	if err != nil {
		return nil, fmt.Errorf("reading the demo's config: %w", err)
	}
	cfg.Admin.Listen = "" // a dray that runs on this machine has that place
	vault := app.Vault(cfg, h.environ())
	routes, err := table.Open(ctx, cfg, sdk.Env{
		Log: log, ClientSecret: clientSecret, Environ: h.environ(), Now: time.Now, Dir: h.dir,
		Watch: true, Sensitive: secret.Headers{}.Sensitive,
	}, false)
	if err != nil {
		return nil, fmt.Errorf("opening the demo's chain: %w", err)
	}
	watch := explain.Explainer{Secrets: vault.Set()}.Watch(show.step)
	for _, r := range routes {
		r.Chain.Watch = watch
	}
	a, err := app.New(cfg, routes, vault, log, false, nil)
	if err != nil {
		return nil, err
	}
	stopped := make(chan error, 1)
	go func() { stopped <- a.Run(ctx) }()
	return stopped, nil
}

// play sends the example's run and shows what becomes of it.
func play(ctx context.Context, h *harbour, show *shower) error {
	ctx, cancel := context.WithTimeout(ctx, bound)
	defer cancel()
	event, err := os.ReadFile(h.eventDoc)
	if err != nil {
		return fmt.Errorf("reading the example's event: %w", err)
	}
	signed, err := verify.Attach(event, clientSecret, time.Now())
	if err != nil {
		return fmt.Errorf("signing the example's event: %w", err)
	}
	show.message(signed)
	if err := h.kafka.Produce(ctx, runs, signed); err != nil {
		return fmt.Errorf("publishing the run: %w", err)
	}
	seen, err := h.circleci.Wait(ctx, triggered)
	if err != nil {
		return fmt.Errorf("waiting for the run to reach CircleCI: %w", err)
	}
	pass, err := app.NewGate(&config.Config{}).Open(signed, false)
	if err != nil {
		return fmt.Errorf("reading the run's id: %w", err)
	}
	told, err := h.port.Wait(ctx, pass.Run.ID, func(r port.Run) bool { return len(r.Logs) > 0 && r.ExternalRunID != "" })
	if err != nil {
		return fmt.Errorf("waiting for Port to be told: %w", err)
	}
	show.pipeline(seen.Requests[0])
	show.run(told)
	return nil
}
