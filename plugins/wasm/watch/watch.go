package watch

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// settle is how long a folder must be quiet: a file is often written in parts.
	settle = 200 * time.Millisecond
	// look is how often it is looked all the same: not every file system tells of
	// changes, and a folder that isn't there yet can't be watched.
	look = 5 * time.Second
)

// Watch is what to watch, and what to do.
type Watch struct {
	// Folders are those in which something may change. Files are replaced by others of
	// their name, so that nothing less can be watched. Asked again at each look.
	Folders func() []string
	// Stamp is another text once something has changed. It is to be cheap.
	Stamp func() string
	// Changed is called when a folder is quiet again after any event, and when the
	// stamp is another one: what has changed, if anything, is for it to find out. It
	// is called a first time soon after the start, for what changed before that.
	Changed func(ctx context.Context)
	Log     *slog.Logger
}

// Start watches until stop is called, which waits for a call of Changed to return.
func (w Watch) Start() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		events, again, end := w.subscribe()
		defer end()
		w.run(ctx, events, again)
	}()
	return func() { cancel(); <-done }
}

func (w Watch) run(ctx context.Context, events <-chan fsnotify.Event, again func()) {
	quiet := time.NewTimer(settle)
	defer quiet.Stop()
	ticker := time.NewTicker(look)
	defer ticker.Stop()
	still := time.NewTimer(settle)
	defer still.Stop()
	still.Stop()
	var stamp, seen string
	for {
		select {
		case <-ctx.Done():
			return
		case <-events: // a ConfigMap changes by a swap of the link ..data, so any event counts
			quiet.Reset(settle)
		case <-quiet.C:
			stamp = w.Stamp()
			w.Changed(ctx)
			again()
		case <-ticker.C:
			again()
			if seen = w.Stamp(); seen != stamp {
				still.Reset(settle) // it may be half written
			}
		case <-still.C:
			switch now := w.Stamp(); now {
			case stamp: // an event told of it meanwhile
			case seen:
				stamp = now
				w.Changed(ctx)
			default:
				seen = now
				still.Reset(settle)
			}
		}
	}
}

// subscribe asks the system to tell of changes in the folders. again asks once more
// where it could not be asked, and for folders that are new; end ends it.
func (w Watch) subscribe() (events <-chan fsnotify.Event, again, end func()) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		w.Log.Warn("changes of files are seen within seconds only", "error", err)
		return nil, func() {}, func() {}
	}
	again = func() {
		folders := w.Folders()
		for i, folder := range folders {
			folders[i] = filepath.Clean(folder) // as the list below has it
			_ = watcher.Add(folder)             // it isn't there: the next time, perhaps
		}
		for _, folder := range watcher.WatchList() {
			if !slices.Contains(folders, folder) {
				_ = watcher.Remove(folder) // it went by itself
			}
		}
	}
	again()
	go func() {
		for range watcher.Errors { // the ticker makes up for what was missed
		}
	}()
	return watcher.Events, again, func() { _ = watcher.Close() }
}
