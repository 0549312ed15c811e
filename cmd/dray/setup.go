package main

import (
	"context"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"github.com/drayhq/dray/core/app"
	"github.com/drayhq/dray/core/app/files"
	"github.com/drayhq/dray/core/app/table"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/observe"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// setup is what every command that works on a config begins with.
type setup struct {
	config *config.Config
	vault  *secret.Vault
	log    *slog.Logger
	level  *slog.LevelVar
	book   *files.Book // the files of the config
	// trapped is told of each module that had to be stopped; nil: nobody is.
	trapped func(module string)
}

// load reads the config. A mistake in it is bad usage.
func load(s streams, file string, flags map[string]any) (setup, error) {
	u := setup{level: &slog.LevelVar{}, book: &files.Book{}}
	var err error
	if u.config, err = read(file, flags, u.book); err != nil {
		return setup{}, usageError{err}
	}
	u.vault = app.Vault(u.config, os.Environ())
	u.level.Set(app.LevelOf(u.config))
	u.log = logger(s, u.level, u.vault)
	return u, nil
}

func read(file string, flags map[string]any, book *files.Book) (*config.Config, error) {
	return config.Load(config.Options{File: file, Environ: os.Environ(), Flags: flags, Uses: book.Note})
}

func logger(s streams, level slog.Leveler, vault *secret.Vault) *slog.Logger {
	options := observe.Options{Level: level}
	if file, ok := s.err.(*os.File); ok {
		options = observe.OptionsFor(file, os.Environ(), level)
	}
	return observe.NewLogger(s.err, options, vault)
}

// routes opens the config's routes: leniently to explain, strictly otherwise.
func (u setup) routes(ctx context.Context, lenient, watch, dryRun bool) (route.Table, error) {
	env := u.env(u.config)
	env.Lenient, env.Watch = lenient, watch
	opened, err := table.Open(ctx, u.config, env, dryRun)
	if err != nil {
		return nil, usageError{err}
	}
	return opened, nil
}

// env is what steps get.
func (u setup) env(cfg *config.Config) sdk.Env {
	env := table.Env(cfg, os.Environ(), u.vault, u.log)
	env.Trapped = u.trapped
	return env
}

// configFlag adds --config.
func configFlag(cmd *cobra.Command, to *string) {
	cmd.Flags().StringVar(to, "config", "", "the config `FILE`; without it dray.yaml here, then /etc/dray/dray.yaml, else port-agent's environment alone")
}
