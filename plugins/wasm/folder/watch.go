package folder

import (
	"context"

	"github.com/drayhq/dray/plugins/wasm/watch"
)

// Watch has the group keep up with its files until it is closed.
func (g *Group) Watch() {
	g.stop = watch.Watch{
		Folders: func() []string { return []string{g.files.dir} },
		Stamp:   g.files.stamp,
		Changed: func(ctx context.Context) { g.Reload(ctx) },
		Log:     g.log,
	}.Start()
}
