package table

import (
	"context"
	"reflect"
	"slices"
	"sync"

	"github.com/drayhq/dray/core/app/files"
	"github.com/drayhq/dray/plugins"
	"github.com/drayhq/dray/sdk"
)

// Opener opens one table after another. A step whose settings and files are what they
// were is taken over by the next table as it is, with its connections, modules and
// what it knows of broken hosts; it is closed once no table has it. Make it with
// [NewOpener].
type Opener struct {
	dryRun  bool
	plugins []sdk.Plugin

	mu    sync.Mutex
	steps []*shared
}

// NewOpener makes one. In a dry run steps show what they would do.
func NewOpener(dryRun bool) *Opener { return &Opener{dryRun: dryRun, plugins: plugins.All()} }

// shared is a step and all that it was made of.
type shared struct {
	about about
	files map[string]string // digests, by path
	step  sdk.Step
	users int // tables
}

// about is what a step is made of, but for files.
type about struct {
	route    string // so that each keeps its own
	plugin   string
	settings any
	secret   string
	dir      string
	hosts    []string
	parks    bool
	lenient  bool
	watch    bool
}

// aboutOf says what a step would be made of; false: its settings can't be read.
func aboutOf(route string, p sdk.Plugin, decode func(any) error, env sdk.Env) (about, bool) {
	a := about{
		route: route, plugin: p.Name, secret: env.ClientSecret, dir: env.Dir, hosts: env.Hosts,
		parks: env.Parks, lenient: env.Lenient, watch: env.Watch,
	}
	if p.Defaults == nil {
		return a, true
	}
	settings := reflect.New(reflect.TypeOf(p.Defaults))
	settings.Elem().Set(reflect.ValueOf(p.Defaults))
	err := decode(settings.Interface())
	a.settings = settings.Elem().Interface()
	return a, err == nil
}

// taken is what a table has of the shared steps.
type taken map[*shared]bool

// step gives a step as it is, or opens it.
func (o *Opener) step(ctx context.Context, route string, p sdk.Plugin, decode func(any) error, env sdk.Env, by taken) (s *shared, err error) {
	about, ok := aboutOf(route, p, decode, env)
	if ok {
		if s := o.take(about, by); s != nil {
			for path := range s.files {
				env.Note(path)
			}
			return s, nil
		}
	}
	s = &shared{about: about, files: map[string]string{}, users: 1}
	tell := env.Uses
	env.Uses = func(path string) {
		s.files[path] = files.Digest(path) // before it is read: at worst it is made anew once too often
		if tell != nil {
			tell(path)
		}
	}
	if s.step, err = p.Open(ctx, decode, env); err != nil {
		return nil, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.steps = append(o.steps, s)
	by[s] = true
	return s, nil
}

// take finds a step that a table doesn't have yet: two stages that say the same are two
// steps.
func (o *Opener) take(a about, by taken) *shared {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, s := range o.steps {
		if !by[s] && reflect.DeepEqual(s.about, a) && s.current() {
			s.users++
			by[s] = true
			return s
		}
	}
	return nil
}

// current says whether the step's files hold what it was made of.
func (s *shared) current() bool {
	for path, digest := range s.files {
		if files.Digest(path) != digest {
			return false
		}
	}
	return true
}

// leave ends a table's use of a step.
func (o *Opener) leave(s *shared) error {
	o.mu.Lock()
	s.users--
	last := s.users == 0
	if last {
		o.steps = slices.DeleteFunc(o.steps, func(other *shared) bool { return other == s })
	}
	o.mu.Unlock()
	if closer, ok := s.step.(sdk.Closer); ok && last {
		return closer.Close()
	}
	return nil
}

// Reload has the steps look that keep up with their files by themselves, and says
// whether that changed any.
func (o *Opener) Reload(ctx context.Context) (changed bool) {
	o.mu.Lock()
	steps := slices.Clone(o.steps)
	o.mu.Unlock()
	for _, s := range steps {
		if r, ok := s.step.(sdk.Reloader); ok {
			changed = r.Reload(ctx) || changed
		}
	}
	return changed
}
