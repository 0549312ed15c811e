package eval

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/drayhq/dray/plugins/jq/dialect"
	"github.com/drayhq/dray/sdk"
)

// Program is one compiled jq program of a mapping.
type Program struct {
	Where   string // file, line, column, entry and field
	Text    string
	program *dialect.Program
	broken  error // why program is nil
	timeout time.Duration
}

// First gives the program's first result over in, after all of them have been
// worked out. An error of the program gives null and a warning. The error that
// First gives ends the run: the program took too long or too much room, or ctx is
// done, in which case the step can be repeated.
func (p *Program) First(ctx context.Context, in any, t *Trace) (any, error) {
	if p.broken != nil {
		t.Warn("%s: null, for the jq program doesn't compile: %v", p.Where, p.broken)
		return nil, nil
	}
	limited, cancel := context.WithTimeout(ctx, p.timeout)
	defer cancel()
	v, err := p.program.First(limited, in, t.Scope)
	switch {
	case err == nil:
		return v, nil
	case ctx.Err() != nil:
		return nil, sdk.Retry(fmt.Errorf("%s: stopped: %w", p.Where, context.Cause(ctx)), 0)
	case limited.Err() != nil:
		return nil, fmt.Errorf("%s: the jq program took longer than %v: simplify it, or raise the jq step's timeout", p.Where, p.timeout)
	}
	if overrun, ok := errors.AsType[*dialect.LimitError](err); ok {
		return nil, fmt.Errorf("%s: the jq program was stopped: %w: have it make less", p.Where, overrun)
	}
	t.Warn("%s: null, for the jq program failed: %s", p.Where, cause(err))
	return nil, nil
}
