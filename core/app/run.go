package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/drayhq/dray/core/app/audit"
	"github.com/drayhq/dray/core/app/following"
	"github.com/drayhq/dray/core/app/watch"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/gate"
	"github.com/drayhq/dray/core/intake/kafkaclient"
	"github.com/drayhq/dray/core/port"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/report/deliver"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/core/store"
	"github.com/drayhq/dray/core/verify"
)

// flushBound is how long Port may take, after the last run was settled, to hear
// what it has not heard yet.
const flushBound = 5 * time.Second

// App is dray as one config wants it. Make it with New.
type App struct {
	Version  string       // of dray, to be shown
	Sources  *Sources     // nil: nothing is reloaded
	Reloaded func(Reload) // told of each reload, one at a time; nil: nobody is

	cfg    *config.Config // as dray was started: what can change while it runs is in now
	now    atomic.Pointer[config.Config]
	vault  *secret.Vault
	log    *slog.Logger
	dryRun bool
	live   *route.Live
	gate   *gate.Live
	port   *port.Client // nil without credentials
	watch  *watch.Watch // nil: nobody looks

	mu         sync.Mutex           // held while something is put in force
	access     *kafkaclient.Access  // nil until Kafka is known
	dispatcher *dispatch.Dispatcher // nil until then
}

// New opens all that can be wrong with a config, and nothing that needs a
// network: an error is a mistake in the config. It takes routes over. What watches
// can be nil.
func New(cfg *config.Config, routes route.Table, vault *secret.Vault, log *slog.Logger, dryRun bool, watches *watch.Watch) (*App, error) {
	a := &App{cfg: cfg, vault: vault, log: log, dryRun: dryRun, gate: gate.NewLive(NewGate(cfg)), watch: watches}
	a.now.Store(cfg)
	if _, err := kafkaclient.ReadTLS(cfg.Kafka.TLS); err != nil {
		return nil, err
	}
	watches.Routes(routes)
	a.live = route.NewLive(routes, func(err error) { log.Warn("closing what routes held that are no more", "error", err) })
	if cfg.Port.ClientID == "" {
		return a, nil
	}
	client, err := port.New(port.Options{
		BaseURL: cfg.Port.URL, ClientID: cfg.Port.ClientID, ClientSecret: cfg.Port.ClientSecret,
		Transport: watches.Transport(port.NewTransport()),
		OnSecret:  func(value string) { vault.Add(value) },
	})
	if err != nil {
		return nil, fmt.Errorf("setting up Port's API: %w", err)
	}
	a.port = client
	return a, nil
}

// Run dispatches until ctx ends, then stops as the contract says. It waits for
// Port and Kafka to come up for as long as that takes.
func (a *App) Run(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, a.live.Close()) }()
	unwatch, err := a.watch.Open(ctx)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrSetup, err)
	}
	defer func() { a.unwatched(unwatch()) }()
	held, err := a.hold(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, held.close()) }()
	a.watch.See(func(s *watch.Actors) {
		if s.Store, s.Routes = held.store, a.live; a.port != nil {
			s.Port = a.port.Authenticate
		}
	})
	a.warn()
	defer a.keepUp(ctx)()
	spring, err := a.spring(ctx, &held)
	if spring.source == nil {
		return err // nil: told to stop before there was anything to stop
	}
	if a.port != nil && !a.dryRun {
		go a.announce(ctx)
	}
	reporter, following, closeReporter, err := a.reporter(ctx, held.store)
	if err != nil {
		return errors.Join(err, spring.source.Close(ctx))
	}
	options := dispatch.Options{
		Source: spring.source, Gate: a.watch.Gate(a.gate), Routes: a.live, Reporter: a.watch.Reporter(reporter),
		Log: a.log, Now: time.Now,
	}
	held.into(&options, a)
	options.Shelf = a.watch.Shelf(options.Shelf)
	dispatcher := a.dispatch(options)
	a.watch.See(func(s *watch.Actors) { s.Dispatcher = dispatcher })
	spring.watched(ctx)
	held.serve(ctx, a, dispatcher)
	following.Start(ctx)
	a.log.Info("dispatching", append(spring.said, "routes", len(a.live.Names()), "dry_run", a.dryRun)...)
	err = dispatcher.Run(ctx)
	err = errors.Join(err, following.Close())
	flush, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushBound)
	defer cancel()
	// The stop itself went well without: every run is settled.
	if untold := closeReporter(flush); untold != nil {
		a.log.Error("stopping while Port is down or slow", "error", untold)
	}
	if errors.Is(err, dispatch.ErrCutOff) {
		a.log.Error("stopped at the drain bound, as it has to", "error", err)
		if ctx.Err() != nil { // told to, rather than for want of runs
			return nil
		}
	}
	return err
}

// dispatch makes the dispatcher, with the limits of now.
func (a *App) dispatch(options dispatch.Options) *dispatch.Dispatcher {
	a.mu.Lock()
	defer a.mu.Unlock()
	options.Limits = limitsOf(a.now.Load())
	a.dispatcher = dispatch.New(options)
	return a.dispatcher
}

// NewGate gives the gate that the config asks for.
func NewGate(cfg *config.Config) gate.Gate {
	return gate.Gate{
		Verifier: verify.New(cfg.Port.ClientSecret, cfg.Port.PreviousClientSecret),
		Off:      !cfg.Port.Verify, MaxBytes: cfg.Limits.MessageBytes,
	}
}

// reporter gives what is told of every run, what follows some of them on, and what ends
// its background work.
func (a *App) reporter(ctx context.Context, kept *store.Store) (dispatch.Reporter, *following.Following, func(context.Context) error, error) {
	if a.dryRun {
		return audit.Dry{Log: a.log, Vault: a.vault}, nil, func(context.Context) error { return nil }, nil
	}
	r := deliver.New(deliver.Options{ //nolint:contextcheck // it outlives ctx, to tell Port of the last runs
		Client: a.port, Log: a.log,
		Composer: &report.Composer{Secrets: a.vault, Detailed: a.cfg.Log.Detailed},
	})
	if a.port != nil {
		a.watch.See(func(s *watch.Actors) { s.Reporter = r })
	}
	f, err := following.Open(ctx, following.Options{
		Config: a.now.Load, Routes: a.live, Gate: a.gate, Port: a.port, Reporter: r, Store: kept, Vault: a.vault, Log: a.log,
	})
	if err != nil {
		return nil, nil, nil, fmt.Errorf("%w: %w", ErrSetup, errors.Join(err, r.Close(ctx)))
	}
	return audit.Reporter{Reporter: f.Reporter(r), Log: a.log, Vault: a.vault, Trace: a.watch.Trace()}, f, r.Close, nil
}

func (a *App) unwatched(err error) {
	if err != nil {
		a.log.Warn("ending metrics and traces", "error", err)
	}
}

// warn says once what the config leaves open.
func (a *App) warn() {
	cfg := a.now.Load()
	for _, text := range cfg.Warnings {
		a.log.Warn("config", "doubt", text)
	}
	if dir := cfg.Wasm.Dir; cfg.Origin("wasm.dir") != "default" {
		if _, err := os.Stat(dir); err != nil { // a slip would leave a policy out without a word
			a.log.Warn("the folder of modules can't be read: none takes part until it can", "dir", dir, "error", err)
		}
	}
	if cfg.Kafka.TLS.Enabled && cfg.Kafka.TLS.InsecureSkipVerify {
		a.log.Warn("kafka.tls.insecure_skip_verify is on: whoever sits between here and a broker can pass for it; name its CA with kafka.tls.ca_file instead")
	}
	switch {
	case cfg.Polling.Enabled && cfg.Store.Path == "":
		a.log.Warn("runs are claimed from Port and there is no store (store.path): what is under way when dray is killed stays in progress at Port for ever")
	case cfg.Polling.Enabled:
	case !cfg.Port.Verify:
		a.log.Warn("port.verify is off: whoever can write to the topic can trigger pipelines")
	case cfg.Port.ClientSecret == "":
		a.log.Warn("PORT_CLIENT_ID and PORT_CLIENT_SECRET are not set: messages can't be verified and Port can't be told how runs went")
	}
}
