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
	name   string
	about  string // kind, digest and imports
	module *host.Module
	skip   bool // go on without the module after a trap
	mayGo  func(*url.URL) bool
	mask   func(sdk.Run, string) string // nil: nothing is secret
	log    *slog.Logger
}

// Do takes the run through the module. What the module is by its name is part of
// the error, for a chain can hold many.
func (t *transform) Do(ctx context.Context, run sdk.Run) (sdk.Run, error) {
	after, err := t.module.Do(ctx, run)
	if trap, ok := errors.AsType[*host.TrapError](err); ok {
		reason := trap.Reason
		if t.mask != nil { // a guest's last words are part of it
			reason = t.mask(run, reason)
		}
		t.log.Error("a module was stopped", "module", t.name, "run_id", run.ID, "error", reason, "skipped", t.skip)
		if t.skip {
			return run.WithWarnings(fmt.Sprintf("%s was passed over: %s", t.name, trap.Reason)), nil
		}
	}
	if err == nil {
		err = sameTarget(run.Request, after.Request, t.mayGo)
	}
	if err != nil {
		return run, fmt.Errorf("%s: %w", t.name, err)
	}
	return after, nil
}

// Describe says what the module is.
func (t *transform) Describe() string { return t.about }

// Close waits for the runs in the module and gives back what it holds.
func (t *transform) Close() error { return t.module.Close(context.Background()) }

// sameTarget refuses a request that a module has sent elsewhere: the tokens in it
// are for the host that the mapping named.
func sameTarget(before, after *sdk.Request, mayGo func(*url.URL) bool) error {
	if before == after || before == nil || after == nil || before.URL == after.URL {
		return nil
	}
	from, err := url.Parse(before.URL)
	if err != nil {
		from = &url.URL{}
	}
	to, err := url.Parse(after.URL)
	if err != nil {
		return errors.New("the module made a URL of the request that can't be read")
	}
	if from.Scheme == to.Scheme && from.Host == to.Host && to.User.String() == from.User.String() {
		return nil
	}
	if mayGo != nil && to.User == nil && mayGo(to) {
		return nil
	}
	return fmt.Errorf("the module sent the request from %s://%s to %s://%s: scheme, host and port must stay, or be among hosts",
		from.Scheme, from.Host, to.Scheme, to.Host)
}
