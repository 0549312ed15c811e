package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/drayhq/dray/core/app"
	"github.com/drayhq/dray/core/app/files"
	"github.com/drayhq/dray/core/app/table"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/route"
)

// sources is where `run` gets anew what it was told: the same files and variables, and
// SIGHUP to say that they are to be read. done ends listening to that.
func (u setup) sources(file string, dryRun bool) (_ *app.Sources, done func()) {
	opener := table.NewOpener(dryRun)
	asked := make(chan os.Signal, 1) // one that waits stands for all that come meanwhile
	signal.Notify(asked, syscall.SIGHUP)
	tls := u.config.Kafka.TLS
	for _, path := range []string{tls.CAFile, tls.CertFile, tls.KeyFile} {
		if path != "" {
			u.book.Note(path)
		}
	}
	return &app.Sources{
		Load: func(book *files.Book) (*config.Config, error) { return read(file, nil, book) },
		Open: func(ctx context.Context, cfg *config.Config, book *files.Book) (route.Table, error) {
			env := u.env(cfg)
			env.Watch, env.Uses = true, book.Note
			return opener.Open(ctx, cfg, env)
		},
		Look: opener.Reload,
		Book: u.book, Environ: os.Environ(), Level: u.level, Asked: asked,
	}, func() { signal.Stop(asked) }
}
