package wasm

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"

	"github.com/drayhq/dray/plugins/wasm/host"
	"github.com/drayhq/dray/sdk"
)

// transform is the step of one module.
type transform struct {
	name    string
	about   string // kind, digest and imports
	module  *host.Module
	onTrap  string
	mayGo   func(*url.URL) bool
	mask    func(sdk.Run, string) string // nil: nothing is secret
	trapped func(module string)          // nil: nobody is told
	log     *slog.Logger
}

// Do takes the run through the module. What the module is by its name is part of
// the error, for a chain can hold many.
func (t *transform) Do(ctx context.Context, run sdk.Run) (sdk.Run, error) {
	request, renamed, err := t.module.Do(ctx, run)
	if trap, ok := errors.AsType[*host.TrapError](err); ok {
		if t.trapped != nil {
			t.trapped(t.name)
		}
		reason := trap.Reason
		if t.mask != nil { // a guest's last words are part of it
			reason = t.mask(run, reason)
		}
		t.log.Error("a module was stopped", "module", t.name, "run_id", run.ID, "error", reason, "on_trap", t.onTrap)
		switch t.onTrap {
		case trapSkips:
			return run.WithWarnings(fmt.Sprintf("%s was passed over: %s", t.name, trap.Reason)), nil
		case trapParks:
			return run, sdk.Park(fmt.Errorf("%s: %w", t.name, err))
		}
	}
	if err == nil {
		err = sameTarget(run.Request, request, renamed, t.mayGo)
	}
	if err != nil {
		return run, fmt.Errorf("%s: %w", t.name, err)
	}
	run.Request = request
	return run, nil
}

// Describe says what the module is.
func (t *transform) Describe() string { return t.about }

// Close waits for the runs in the module and gives back what it holds.
func (t *transform) Close() error { return t.module.Close(context.Background()) }
