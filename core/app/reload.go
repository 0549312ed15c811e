package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/drayhq/dray/core/app/files"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/core/intake/kafkaclient"
	"github.com/drayhq/dray/core/route"
	follow "github.com/drayhq/dray/plugins/wasm/watch"
)

// reloader keeps an app up with its sources.
type reloader struct {
	*Sources
	app  *App
	mu   sync.Mutex
	book *files.Book // what is in force, and what the last try that failed looked at
}

// keepUp reloads when files change and when it is asked for, until ctx ends. end waits
// for a reload that is under way.
func (a *App) keepUp(ctx context.Context) (end func()) {
	if a.Sources == nil {
		return func() {}
	}
	r := &reloader{Sources: a.Sources, app: a, book: a.Sources.Book}
	watched := follow.Watch{
		Folders: func() []string { return r.current().Folders() },
		Stamp:   func() string { return r.current().Stamp() },
		Changed: r.changed,
		Log:     a.log,
	}
	stop := watched.Start() //nolint:contextcheck // it is stopped by a call of its own, which waits for it
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() {
		for {
			select {
			case <-r.Asked:
				r.asked(ctx)
			case <-ctx.Done():
				return
			}
		}
	})
	return func() { cancel(); stop(); work.Wait() }
}

func (r *reloader) current() *files.Book {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.book
}

// changed reloads if a file holds something else than it did. What was refused once is
// not tried again until then.
func (r *reloader) changed(ctx context.Context) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if changed := r.book.Changed(); len(changed) > 0 && ctx.Err() == nil {
		r.reload(ctx, Reload{By: "files", Files: changed})
	}
}

func (r *reloader) asked(ctx context.Context) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Look(ctx)
	r.reload(ctx, Reload{By: "signal", Files: r.book.Changed()})
}

// reload makes everything anew aside, and puts it in force if all of it can be had.
func (r *reloader) reload(ctx context.Context, what Reload) {
	book := &files.Book{}
	next, err := r.prepare(ctx, book)
	if err != nil {
		book.Join(r.book)
		what.Err = err
	} else {
		what.Keys, what.Restart, what.Routes = next.Changed, next.Restart, next.others
		r.app.adopt(next, what)
		r.Level.Set(LevelOf(next.Config))
	}
	r.book = book
	r.app.tell(what)
}

// next is what is to be in force.
type next struct {
	config.Renewal
	table   route.Table
	tls     *tls.Config
	secrets []string
	others  []string // routes
}

func (r *reloader) prepare(ctx context.Context, book *files.Book) (n next, err error) {
	now := r.app.now.Load()
	if err := readable(now.Path); err != nil {
		book.Note(now.Path)
		return n, err
	}
	fresh, err := r.Load(book)
	if err != nil {
		return n, err
	}
	n.secrets = Secrets(fresh, r.Environ)
	r.app.vault.Add(n.secrets...) // before anything can be said of it
	if err := fresh.CheckRun(); err != nil {
		return n, err
	}
	n.Renewal = now.Renew(fresh)
	for _, path := range []string{fresh.Kafka.TLS.CAFile, fresh.Kafka.TLS.CertFile, fresh.Kafka.TLS.KeyFile} {
		if path != "" {
			book.Note(path)
		}
	}
	if n.tls, err = kafkaclient.ReadTLS(n.Config.Kafka.TLS); err != nil {
		return n, err
	}
	if n.table, err = r.Open(ctx, n.Config, book); err != nil {
		return n, err
	}
	n.others = routes.Changed(now.Routes, n.Config.Routes, r.app.others(n.table))
	return n, nil
}

// readable says why a config file that was there can't be read again as it is: nobody
// means that dray shall go on with the defaults alone.
func readable(path string) error {
	if path == "" {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("reading the config again: %w", err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("reading the config again: %s is no regular file, and can be read only once: restart dray for another config", path)
	}
	if text, err := os.ReadFile(path); err == nil && strings.TrimSpace(string(text)) == "" {
		return errors.New("reading the config again: " + path + " is empty now")
	}
	return nil
}
