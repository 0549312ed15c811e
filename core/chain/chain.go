package chain

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/drayhq/dray/sdk"
)

// Link is a step under the name that the config gives it.
type Link struct {
	Name string
	Step sdk.Step
}

// Chain is a list of links. Its zero value ends every run where it began.
type Chain struct {
	Links []Link
	// DryRun previews the steps that have an effect outside instead of doing them.
	DryRun bool
	// Watch, when set, is shown every step's run before and after it.
	Watch func(link Link, before, after sdk.Run, err error)
}

// Do walks run through the links from index at on. It gives the run as far as
// it came and the index of the link whose error ended the walk, len(Links) when
// none did. A panic in a step is a permanent error of that step.
func (c Chain) Do(ctx context.Context, run sdk.Run, at int) (sdk.Run, int, error) {
	for ; at < len(c.Links); at++ {
		link := c.Links[at]
		after, err := c.step(ctx, link, run)
		if c.Watch != nil {
			c.Watch(link, run, after, err)
		}
		run = after
		if err != nil {
			return run, at, err
		}
		run.Attempt = 1
	}
	return run, at, nil
}

func (c Chain) step(ctx context.Context, link Link, run sdk.Run) (after sdk.Run, err error) {
	defer func() {
		if p := recover(); p != nil {
			after, err = run, &PanicError{Step: link.Name, Value: p, Stack: debug.Stack()}
		}
	}()
	if p, ok := link.Step.(sdk.Previewer); ok && c.DryRun {
		return p.Preview(ctx, run)
	}
	return link.Step.Do(ctx, run)
}

// Name gives the name of the link with index at, "" beyond the last.
func (c Chain) Name(at int) string {
	if at < 0 || at >= len(c.Links) {
		return ""
	}
	return c.Links[at].Name
}

// PanicError is a step's panic, contained so that other runs go on.
type PanicError struct {
	Step  string
	Value any
	Stack []byte
}

// Error names the step and the panic's value; the stack is for the log.
func (e *PanicError) Error() string {
	return fmt.Sprintf("step %s panicked: %v (a defect of the step; the log has its stack)", e.Step, e.Value)
}
