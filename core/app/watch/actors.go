package watch

import (
	"context"

	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/polling"
	"github.com/drayhq/dray/core/report/deliver"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/core/store"
)

// Actors are the parts of a running dray that can be asked how they are. Each can be
// nil: it isn't there, or not yet.
type Actors struct {
	Source     *intake.Consumer
	Polling    *polling.Source // in place of it
	Dispatcher *dispatch.Dispatcher
	Store      *store.Store
	Reporter   *deliver.Reporter
	Routes     *route.Live
	// Port says why there is no token to be had; nil where there are no credentials.
	Port func(context.Context) error
}
