package folder

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/drayhq/dray/sdk"
)

// Step is what a file becomes.
type Step interface {
	sdk.Step
	sdk.Closer
}

// Load makes the step of a file.
type Load func(ctx context.Context, file Contents) (Step, error)

// Group is the step of a folder.
type Group struct {
	files Files
	load  Load
	log   *slog.Logger
	now   atomic.Pointer[snapshot]

	reloading sync.Mutex
	broken    map[string]string // what could not be made, by name, so that it is said once
	stop      func()            // ends watching
	after     func() error      // closes what all steps share
}

// Open makes the steps of all files. Any that can't be made is an error, which
// names the file and says why.
func Open(ctx context.Context, files Files, load Load, log *slog.Logger) (*Group, error) {
	g := &Group{files: files, load: load, log: log, broken: map[string]string{}, stop: func() {}, after: func() error { return nil }}
	names, err := files.names()
	if err != nil {
		return nil, err
	}
	s := &snapshot{}
	var errs []error
	for _, name := range names {
		file, err := files.read(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		p, err := g.make(ctx, file)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", filepath.Join(files.dir, name), err))
			continue
		}
		s.parts = append(s.parts, p)
	}
	g.now.Store(s)
	if err := errors.Join(errs...); err != nil {
		return nil, errors.Join(err, g.Close())
	}
	return g, nil
}

func (g *Group) make(ctx context.Context, file Contents) (part, error) {
	step, err := g.load(ctx, file)
	if err != nil {
		return part{}, err
	}
	file.Bytes = nil // it is compiled now
	return part{file: file, step: step}, nil
}

// Members gives the steps as they are now. They stay open until done is called.
func (g *Group) Members() (members []sdk.Member, done func()) {
	s := g.enter()
	members = make([]sdk.Member, len(s.parts))
	for i, p := range s.parts {
		members[i] = sdk.Member{Name: p.file.Name, Step: p.step}
	}
	return members, s.users.RUnlock
}

// Do takes the run through all of them.
func (g *Group) Do(ctx context.Context, run sdk.Run) (sdk.Run, error) {
	s := g.enter()
	defer s.users.RUnlock()
	for _, p := range s.parts {
		var err error
		if run, err = p.step.Do(ctx, run); err != nil {
			return run, err
		}
	}
	return run, nil
}

// Close ends watching, waits for the runs that are under way and closes the steps.
func (g *Group) Close() error {
	g.stop()
	g.reloading.Lock()
	defer g.reloading.Unlock()
	return errors.Join(g.now.Load().close(nil), g.after())
}

// OnClose has f called once all steps are closed.
func (g *Group) OnClose(f func() error) { g.after = f }
