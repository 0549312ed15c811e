//go:build lean

package watch

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// Watch is nothing in a lean build, which leaves out what takes longest to compile.
type Watch struct{}

// New gives nil, and an error where the config wants more.
func New(_ context.Context, cfg *config.Config, _ string, _ bool, _ *secret.Vault, _ *slog.Logger) (*Watch, error) {
	if cfg.Observe.Listen != "" || cfg.Observe.Traces.Endpoint != "" {
		return nil, errors.New("this dray was built without metrics and traces (-tags lean): build it with `make build`, or leave observe out")
	}
	return nil, nil
}

// These are as in the full build where nobody looks.

func (*Watch) Trace() func(sdk.Run) string                        { return nil }
func (*Watch) Trapped() func(string)                              { return nil }
func (*Watch) Reloaded(bool)                                      {}
func (*Watch) Gate(next dispatch.Gate) dispatch.Gate              { return next }
func (*Watch) Reporter(next dispatch.Reporter) dispatch.Reporter  { return next }
func (*Watch) Routes(route.Table)                                 {}
func (*Watch) Transport(next http.RoundTripper) http.RoundTripper { return next }
func (*Watch) Shelf(next dispatch.Shelf) dispatch.Shelf           { return next }
func (*Watch) Desk(next admin.Desk) admin.Desk                    { return next }
func (*Watch) See(func(*Actors))                                  {}
func (*Watch) Follow(context.Context, *intake.Consumer)           {}
func (*Watch) Open(context.Context) (closed func() error, err error) {
	return func() error { return nil }, nil
}
