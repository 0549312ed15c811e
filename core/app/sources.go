package app

import (
	"context"
	"log/slog"
	"os"

	"github.com/drayhq/dray/core/app/files"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/route"
)

// Sources is where a running dray gets anew what it was told at its start.
type Sources struct {
	// Load reads the config; book is to be told of each file before it is read.
	Load func(book *files.Book) (*config.Config, error)
	// Open opens the config's routes; book as above.
	Open func(ctx context.Context, cfg *config.Config, book *files.Book) (route.Table, error)
	// Look has the steps look at their files that keep up with them by themselves.
	Look func(ctx context.Context) (changed bool)

	Book    *files.Book      // what dray was started from
	Environ []string         // as os.Environ gives it
	Level   *slog.LevelVar   // of the log
	Asked   <-chan os.Signal // somebody wants it all read again
}

// Reload is what came of reading the config anew: what `run` refuses to start with
// changes nothing.
type Reload struct {
	By      string   // "files" or "signal"
	Err     error    // why everything stays as it was; nil: it is in force
	Keys    []string // that have changed, such as log.level
	Routes  []string // that are others than before, or gone
	Files   []string // that have changed
	Restart []string // keys that were changed and take a restart
}

// Nothing says that all is as it was.
func (r Reload) Nothing() bool {
	return r.Err == nil && len(r.Keys)+len(r.Routes)+len(r.Restart) == 0
}
