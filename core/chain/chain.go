package chain

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/drayhq/dray/sdk"
)

// Link is a step under the name that the config gives it.
type Link struct {
	Name string
	Step sdk.Step
	// Release gives back a step that others may have too; nil: the chain closes it.
	Release func() error
}

// Chain is a list of links. Its zero value ends every run where it began.
type Chain struct {
	Links []Link
	// DryRun previews the steps that have an effect outside instead of doing them.
	DryRun bool
	// Watch, when set, is shown every step's run before and after it.
	Watch func(link Link, before, after sdk.Run, err error)
	// Timed, when set, is told of every step when it began and how it went.
	Timed func(link Link, began time.Time, before, after sdk.Run, err error)
}

// Walk is how far a run came.
type Walk struct {
	Run    sdk.Run // as the last step gave it
	Before sdk.Run // as the last step got it: what a repeat begins with
	At     int     // the link whose error ended the walk, len(Links) when none did
	Err    error
	// Recalled says that nothing was sent now: it is what came of it an earlier time.
	Recalled bool
}

// Prepare walks run from index at on up to the link that has an effect outside, and
// stops before it: At is its index, or len(Links) if there is none. A dry run goes
// through it too.
func (c Chain) Prepare(ctx context.Context, run sdk.Run, at int) Walk {
	return c.walk(ctx, run, at, func(link Link) bool {
		_, sends := link.Step.(sdk.Previewer)
		return sends && !c.DryRun
	})
}

// Do walks run through the links from index at on. A panic in a step is a
// permanent error of that step.
func (c Chain) Do(ctx context.Context, run sdk.Run, at int) Walk {
	return c.walk(ctx, run, at, func(Link) bool { return false })
}

func (c Chain) walk(ctx context.Context, run sdk.Run, at int, stop func(Link) bool) Walk {
	walk := Walk{Run: run, Before: run, At: at}
	for ; walk.At < len(c.Links) && !stop(c.Links[walk.At]); walk.At++ {
		walk.Before = walk.Run
		if walk.Run, walk.Err = c.link(ctx, c.Links[walk.At], walk.Before); walk.Err != nil {
			return walk
		}
		walk.Run.Attempt = 1
	}
	return walk
}

// link takes the run through a link, and through a group member by member.
func (c Chain) link(ctx context.Context, link Link, run sdk.Run) (sdk.Run, error) {
	group, ok := link.Step.(sdk.Group)
	if !ok {
		return c.watched(ctx, link, run)
	}
	members, done := group.Members()
	defer done()
	for _, m := range members {
		var err error
		if run, err = c.watched(ctx, Link{Name: link.Name + " " + m.Name, Step: m.Step}, run); err != nil {
			return run, err
		}
	}
	return run, nil
}

func (c Chain) watched(ctx context.Context, link Link, before sdk.Run) (sdk.Run, error) {
	var began time.Time
	if c.Timed != nil {
		began = time.Now()
	}
	after, err := c.step(ctx, link, before)
	if c.Timed != nil {
		c.Timed(link, began, before, after, err)
	}
	if c.Watch != nil {
		c.Watch(link, before, after, err)
	}
	return after, err
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
