package eval

import (
	"fmt"
	"net/url"

	"github.com/drayhq/dray/plugins/jq/dialect"
	"github.com/drayhq/dray/sdk"
)

// Trace gathers what came up while one run was evaluated. It is not safe for
// concurrent use.
type Trace struct {
	*dialect.Scope
	Warnings []string
}

// NewTrace makes a trace for a run's event, which knows the order of its keys.
func NewTrace(run sdk.Run) *Trace {
	return &Trace{Scope: dialect.NewScope(dialect.NewOrder(run.Raw, run.Event))}
}

// After makes a trace for what comes after this one, which knows the order of all
// that was made. It may be called at any time once nothing is evaluated any more.
func (t *Trace) After() *Trace { return &Trace{Scope: t.Fork()} }

// Warn notes what was put up with.
func (t *Trace) Warn(format string, args ...any) {
	t.Warnings = append(t.Warnings, fmt.Sprintf(format, args...))
}

// Apply gives the run with what came up: the warnings, and as secrets the values
// of the environment variables that programs read. A URL without user info is no
// secret.
func (t *Trace) Apply(run sdk.Run) sdk.Run {
	var secrets []string
	for _, read := range t.Reads() {
		if read.Value != "" && !openURL(read.Value) {
			secrets = append(secrets, read.Value)
		}
	}
	return run.WithSecrets(secrets...).WithWarnings(t.Warnings...)
}

func openURL(value string) bool {
	u, err := url.Parse(value)
	return err == nil && u.Scheme != "" && u.Host != "" && u.User == nil
}
