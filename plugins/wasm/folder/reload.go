package folder

import (
	"context"
	"slices"
)

// Reload looks at the files again. What has changed is made anew and swapped in; a
// file that can't be made keeps its old step, and is told of once. changed says
// whether anything was swapped.
func (g *Group) Reload(ctx context.Context) (changed bool) {
	g.reloading.Lock()
	defer g.reloading.Unlock()
	old := g.now.Load()
	if old.closed {
		return false
	}
	names, err := g.files.names()
	if err != nil {
		g.log.Error("the modules stay as they are", "error", err)
		return false
	}
	next := &snapshot{}
	for _, name := range names {
		if p, ok := g.renew(ctx, old, name); ok {
			next.parts = append(next.parts, p)
		}
	}
	if slices.EqualFunc(old.parts, next.parts, func(a, b part) bool { return a.step == b.step }) {
		return false
	}
	g.now.Store(next)
	g.tell(old, next)
	if err := old.close(next); err != nil {
		g.log.Warn("closing what modules held", "error", err)
	}
	return true
}

// tell says what was swapped, once runs meet it: who reads of it may send one.
func (g *Group) tell(old, next *snapshot) {
	for _, p := range old.parts {
		if _, stays := next.find(p.file.Name); !stays {
			g.log.Info("a module was removed", "module", p.file.Name)
		}
	}
	for _, p := range next.parts {
		if before, had := old.find(p.file.Name); before.step != p.step {
			g.log.Info("a module was taken up", "module", p.file.Name, "sha256", p.file.Digest, "anew", had)
		}
	}
}

// renew gives what a file is now: the old step if it hasn't changed or can't be made.
func (g *Group) renew(ctx context.Context, old *snapshot, name string) (part, bool) {
	before, had := old.find(name)
	file, err := g.files.read(name)
	if err == nil && had && file.same(before.file) {
		delete(g.broken, name)
		return before, true
	}
	state := file.Digest + file.Pin
	if err != nil {
		state = err.Error()
	}
	if g.broken[name] == state {
		return before, had
	}
	var fresh part
	if err == nil {
		fresh, err = g.make(ctx, file)
	}
	if err != nil {
		g.broken[name] = state
		g.log.Error("a module can't be used", "module", name, "error", err, "instead", instead(had))
		return before, had
	}
	delete(g.broken, name)
	return fresh, true
}

func instead(had bool) string {
	if had {
		return "the one before stays"
	}
	return "nothing: the chain goes on without it"
}
