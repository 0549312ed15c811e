package sdk

import (
	"context"
	"log/slog"
	"net/url"
	"time"
)

// Step is one link of a chain. It must be safe for concurrent use, keep to the
// context's deadline, and leave what the run points to unchanged.
type Step interface {
	Do(ctx context.Context, run Run) (Run, error)
}

// Closer is a step that holds something to be given back once no run is in it.
type Closer interface{ Close() error }

// Readier is a step that may not be able to work for a while, as one whose endpoint
// is away. The error says why; while there is one, dray takes up fewer runs. It must
// be quick, and nil again when it is worth a try, for only a run can find out.
type Readier interface {
	Ready(ctx context.Context) error
}

// Previewer is a step with an effect outside: Preview does all that Do does up
// to the effect, and fails where Do would have failed before it.
type Previewer interface {
	Preview(ctx context.Context, run Run) (Run, error)
}

// Fetcher is a sink that can read as well: it makes a request beside those of runs, by
// the same rules of where it may go, and without an effect on how runs are sent. It
// follows no redirect and signs nothing; what the answer means is the caller's to say.
type Fetcher interface {
	Fetch(ctx context.Context, request Request) (Reply, error)
}

// Checker is a step that can say what is doubtful about its settings, though it
// works: for `dray check`. Each text says what, where and how to mend it.
type Checker interface{ Check() []string }

// Describer is a step that can say in one line what it is made of: for `dray check`.
type Describer interface{ Describe() string }

// Reloader is a step that keeps up with its files by itself. Reload has it look at
// once; what can't be used is logged, and what was there before stays. changed says
// whether anything was swapped.
type Reloader interface {
	Reload(ctx context.Context) (changed bool)
}

// Group is a step that is made of others, which may change from run to run, such as
// the modules of a folder. A chain goes through them one by one, so that each can
// be shown; what a retry repeats is the group.
type Group interface {
	Step
	// Members gives the steps as they are now. They stay open until done is called.
	Members() (members []Member, done func())
}

// Member is one step of a group under its own name.
type Member struct {
	Name string
	Step Step
}

// Note tells of a file or folder that a step is made of, if anybody asks.
func (e Env) Note(path string) {
	if e.Uses != nil {
		e.Uses(path)
	}
}

// Plugin is a kind of step: what a chain in the config names.
type Plugin struct {
	Name    string // as in the config: "jq"
	Summary string // one line, for `dray plugins`
	// Defaults is a struct whose yaml tags name the settings, filled with the defaults. A
	// number tagged unit:"bytes" is written as 10MiB too; a string tagged
	// oneof:"fail,skip" takes nothing else, in any case. The schema shows a field's comment.
	Defaults any
	// Open makes a step. decode fills a pointer to a value of Defaults' type from
	// the config and rejects unknown keys. An error stops dray with exit code 2.
	Open func(ctx context.Context, decode func(any) error, env Env) (Step, error)
}

// Env is what a step gets from dray beside its own settings.
type Env struct {
	Log          *slog.Logger
	ClientSecret string           // Port's; "" when there is none
	Environ      []string         // what mappings may read, as os.Environ gives it
	Now          func() time.Time // the clock
	Dir          string           // what relative paths in the step's settings are relative to
	Hosts        []string         // the only hosts that requests may go to; empty: any
	// MayGo says whether a URL is among Hosts; nil if there are none.
	MayGo func(*url.URL) bool
	// Sensitive says whether a header's value must not be read or shown; nil: none is.
	Sensitive func(header string) bool
	// Mask puts *** in the place of a run's secrets; nil: nothing is masked.
	Mask func(run Run, text string) string
	// Parks says that there is somewhere to keep dead letters: without it no step may
	// give [Park].
	Parks bool
	// Trapped is told of each module that had to be stopped; nil: nobody is.
	Trapped func(module string)
	// Watch has steps keep up with the files that they are made of.
	Watch bool
	// Uses is told of a file or folder before the step is made of it, so that the step
	// is made anew when that changes; nil: nobody asks. A step that keeps up by itself,
	// as [Reloader], doesn't tell.
	Uses func(path string)
	// Lenient puts up with what would stop `run`, such as a jq program that does
	// not compile, and warns in the run instead: for `explain`.
	Lenient bool
}
