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
		return nil, nil //nolint:nilerr // as in the reference: such a program gives null
	}
	v, late, err := p.twice(ctx, in, t)
	switch {
	case err == nil:
		return v, nil
	case ctx.Err() != nil:
		return nil, sdk.Retry(fmt.Errorf("%s: stopped: %w", p.Where, context.Cause(ctx)), 0)
	case late:
		return nil, fmt.Errorf("%s: the jq program took longer than %v: simplify it, or raise the jq step's timeout", p.Where, p.timeout)
	}
	if overrun, ok := errors.AsType[*dialect.LimitError](err); ok {
		return nil, fmt.Errorf("%s: the jq program was stopped: %w: have it make less", p.Where, overrun)
	}
	t.Warn("%s: null, for the jq program failed: %s", p.Where, cause(err))
	return nil, nil
}

// twice tries again what was late: it may have been the process that stood still, or
// waited for a core, and not the program that was slow. A program has no effect.
func (p *Program) twice(ctx context.Context, in any, t *Trace) (v any, late bool, err error) {
	if v, late, err = p.first(ctx, in, t); late && ctx.Err() == nil {
		return p.first(ctx, in, t)
	}
	return v, late, err
}

// first is one try, late if it was stopped for its time.
func (p *Program) first(ctx context.Context, in any, t *Trace) (v any, late bool, err error) {
	limited, cancel := context.WithTimeout(ctx, p.timeout)
	defer cancel()
	v, err = p.program.First(limited, in, t.Scope)
	return v, err != nil && limited.Err() != nil, err
}
