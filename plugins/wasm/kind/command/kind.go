package command

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/drayhq/dray/plugins/wasm/document"
	"github.com/drayhq/dray/plugins/wasm/host"
	"github.com/drayhq/dray/sdk"
)

// Kind makes guests of modules that export _start.
type Kind struct {
	documents sync.Pool
	log       func(ctx context.Context, run sdk.Run, level int, message string)
}

// New makes the kind. log takes what a guest writes to standard error when it did
// not fail, level being slog's 0.
func New(o document.Options, log func(ctx context.Context, run sdk.Run, level int, message string)) *Kind {
	return &Kind{log: log, documents: sync.Pool{New: func() any { return document.New(o) }}}
}

// Imports are none but WASI's.
func (k *Kind) Imports() []host.Import { return nil }

// State is none: a command has no functions of ours to call.
func (k *Kind) State() any { return nil }

// Start does nothing: a command's start is its run.
func (k *Kind) Start(*host.Instance) error { return nil }

// Once says that an instance serves one run.
func (k *Kind) Once() bool { return true }

// Do runs the command.
func (k *Kind) Do(ctx context.Context, i *host.Instance) (*sdk.Request, error) {
	doc := k.documents.Get().(*document.Document) //nolint:errcheck // the pool holds nothing else
	defer k.documents.Put(doc)
	doc.Reset(&i.Serves, &i.World)
	defer doc.Reset(&sdk.Run{}, nil) // what is pooled holds no run
	in, code := doc.Get(nil)
	if code != document.Done {
		return nil, fmt.Errorf("the run is too large to be written to its standard input: %w", code.Err())
	}
	i.World.In.Reset(in)
	exit, err := i.Run(i.Function("_start"))
	if err != nil {
		return nil, err
	}
	said := i.World.Err.Text()
	switch {
	case exit != 0:
		return nil, errors.New(because(exit, said))
	case i.World.Out.Over:
		return nil, &host.TrapError{Reason: fmt.Sprintf("it wrote more than %d bytes to standard output: have it write less, or raise output", i.Limits().Output)}
	case said != "":
		k.log(ctx, i.Serves, 0, said)
	}
	if err := apply(doc, i.World.Out.Bytes()); err != nil {
		return nil, err
	}
	i.Renamed = doc.Renamed()
	return doc.Request(), nil
}

// because gives the reason of a command that failed.
func because(exit uint32, said string) string {
	const most = 1000
	if said == "" {
		return fmt.Sprintf("the module exited with %d and gave no reason on standard error", exit)
	}
	return strings.ToValidUTF8(said[:min(len(said), most)], "�")
}
