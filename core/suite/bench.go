package suite

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/drayhq/dray/core/app"
	"github.com/drayhq/dray/core/app/table"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/core/suite/match"
	"github.com/drayhq/dray/core/suite/spec"
	"github.com/drayhq/dray/core/verify"
)

// bench is where the cases of a file are tried, one after the other.
type bench struct {
	suite  Suite
	file   *spec.File
	clock  spec.Time // of the case at hand
	opened []opened
}

// opened is the config under one environment. Cases that add nothing to the file's
// have it in common.
type opened struct {
	env       map[string]string
	explainer explain.Explainer
	secret    string // Port's client secret
}

func (b *bench) close() {
	for _, o := range b.opened {
		_ = o.explainer.Routes.Close() // nothing was sent, so nothing is lost
	}
}

func (b *bench) run(ctx context.Context, c spec.Case) (Result, error) {
	raw, err := b.file.Message(c, os.ReadFile)
	if err != nil {
		return Result{}, err
	}
	o, err := b.open(ctx, c.Env)
	if err != nil {
		return Result{}, fmt.Errorf("%s: opening the config that it tests, with its env alone: %w", b.file.Name, err)
	}
	if b.clock = c.Now; b.clock.IsZero() {
		b.clock = b.file.Now
	}
	if c.Sign {
		if raw, err = verify.Attach(raw, o.secret, b.now()); err != nil {
			return Result{}, c.Errorf("%v; the file's env can set PORT_CLIENT_SECRET", err)
		}
	}
	e := o.explainer
	e.Changes = c.ChangeLog
	if r := c.Response; r != nil {
		e.Response = explain.Reply(r.Status, r.Headers, r.Body.Text())
	}
	got, secrets := e.Plain(ctx, c.Name, raw)
	failures, err := match.Explanation(c.Expect, got)
	if err != nil {
		return Result{}, c.Errorf("%v", err)
	}
	if secrets = secrets.With(written(c.Expect)...); b.suite.Show {
		secrets = nil
	}
	return Result{
		File: b.file.Name, Case: c.Name, Pass: len(failures) == 0,
		Line: c.Line(), Why: got.Reason, Warnings: got.Warnings,
	}.shown(failures, secrets), nil
}

// now is the clock of all that is opened.
func (b *bench) now() time.Time {
	if b.clock.IsZero() {
		return time.Now()
	}
	return b.clock.Time
}

// open gives the config with what a case adds to the environment.
func (b *bench) open(ctx context.Context, more map[string]string) (opened, error) {
	env := maps.Clone(b.file.Env)
	if env == nil {
		env = map[string]string{}
	}
	maps.Copy(env, more)
	for _, o := range b.opened {
		if maps.Equal(o.env, env) {
			return o, nil
		}
	}
	o, err := b.load(ctx, env)
	if err == nil {
		b.opened = append(b.opened, o)
	}
	return o, err
}

func (b *bench) load(ctx context.Context, env map[string]string) (opened, error) {
	environ := make([]string, 0, len(env))
	for _, name := range slices.Sorted(maps.Keys(env)) {
		environ = append(environ, name+"="+env[name])
	}
	options := config.Options{File: b.file.Config, Environ: environ, Dir: filepath.Dir(b.file.Name), Alone: true}
	var err error
	if options.File == "" && b.suite.Config != "" {
		if options.File, err = filepath.Abs(b.suite.Config); err != nil {
			return opened{}, fmt.Errorf("finding the config: %w", err)
		}
	}
	if b.file.Transforms != "" {
		folder, err := filepath.Abs(b.file.Path(b.file.Transforms))
		if err != nil {
			return opened{}, fmt.Errorf("finding the transforms: %w", err)
		}
		options.Flags = map[string]any{"wasm.dir": folder}
	}
	cfg, err := config.Load(options)
	if err != nil {
		return opened{}, err
	}
	if b.file.Mapping != "" {
		if err := table.UseMapping(cfg, b.file.Path(b.file.Mapping)); err != nil {
			return opened{}, err
		}
	}
	vault := app.Vault(cfg, environ)
	steps := table.Env(cfg, environ, vault, b.suite.Log(vault))
	steps.Now = b.now
	routes, err := table.Open(ctx, cfg, steps, true)
	if err != nil {
		return opened{}, err
	}
	return opened{env: env, secret: cfg.Port.ClientSecret, explainer: explain.Explainer{
		Gate: app.NewGate(cfg), Routes: routes, Secrets: vault.Set(),
		Unsent: true, Parks: steps.Parks, Detailed: cfg.Log.Detailed,
	}}, nil
}
