package folder

import (
	"context"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// settle is how long a folder must be quiet: a file is often written in parts.
	settle = 200 * time.Millisecond
	// look is how often the files are read all the same: not every file system tells
	// of changes, and a folder that isn't there yet can't be watched.
	look = 5 * time.Second
)

// Watch has the group keep up with its files until it is closed.
func (g *Group) Watch() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	g.stop = func() { cancel(); <-done }
	go func() {
		defer close(done)
		g.watch(ctx)
	}()
}

func (g *Group) watch(ctx context.Context) {
	events, again, end := g.subscribe()
	defer end()
	quiet := time.NewTimer(settle)
	defer quiet.Stop()
	ticker := time.NewTicker(look)
	defer ticker.Stop()
	var stamp string
	for {
		select {
		case <-ctx.Done():
			return
		case <-events: // a ConfigMap changes by a swap of the link ..data, so any event counts
			quiet.Reset(settle)
		case <-quiet.C:
			stamp = g.files.stamp()
			g.Reload(ctx)
		case <-ticker.C:
			again()
			if now := g.files.stamp(); now != stamp {
				stamp = now
				g.Reload(ctx)
			}
		}
	}
}

// subscribe asks the system to tell of changes in the folder. again asks once more
// where it could not be asked; end ends it.
func (g *Group) subscribe() (events <-chan fsnotify.Event, again, end func()) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		g.log.Warn("changes of modules are seen within seconds only", "error", err)
		return nil, func() {}, func() {}
	}
	again = func() { _ = w.Add(g.files.dir) } // it isn't there: the next time, perhaps
	again()
	go func() {
		for range w.Errors { // the ticker makes up for what was missed
		}
	}()
	return w.Events, again, func() { _ = w.Close() }
}
