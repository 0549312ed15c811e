package fields

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero/api"

	"github.com/drayhq/dray/plugins/wasm/document"
	"github.com/drayhq/dray/plugins/wasm/host"
	"github.com/drayhq/dray/sdk"
)

// Kind makes guests of modules that export dray_abi_1.
type Kind struct {
	Document document.Options
	// Log takes what a guest logs, level being slog's -4, 0, 4 or 8.
	Log func(ctx context.Context, run sdk.Run, level int, message string)
}

// guest is what an instance is to its host functions.
type guest struct {
	kind      *Kind
	ctx       context.Context //nolint:containedctx // of the call that is under way, for its log lines
	doc       *document.Document
	reason    string
	transform api.Function
	stack     [1]uint64
}

// Once says that an instance serves many runs.
func (k *Kind) Once() bool { return false }

// State gives a guest.
func (k *Kind) State() any {
	g := &guest{kind: k, ctx: context.Background(), doc: document.New(k.Document)}
	g.doc.Reset(&sdk.Run{}, nil)
	return g
}

// Start calls the guest's _initialize and configure.
func (k *Kind) Start(i *host.Instance) error {
	g := i.State.(*guest) //nolint:errcheck // State made it
	g.transform = i.Function("transform")
	g.doc.Reset(&sdk.Run{}, &i.World)
	if err := i.Start("_initialize"); err != nil {
		return err
	}
	result, err := i.Configure("configure")
	if err == nil && result != 0 {
		err = fmt.Errorf("its configure refused with %d%s", result, g.because())
	}
	return err
}

// Do calls the guest's transform.
func (k *Kind) Do(ctx context.Context, i *host.Instance) (*sdk.Request, error) {
	g := i.State.(*guest) //nolint:errcheck // State made it
	g.ctx, g.reason = ctx, ""
	g.doc.Reset(&i.Serves, &i.World)
	defer g.leave()
	g.stack[0] = 0
	if err := i.Call(g.transform, g.stack[:]); err != nil {
		return nil, err
	}
	if err := g.outcome(api.DecodeI32(g.stack[0])); err != nil {
		return nil, err
	}
	i.Renamed = g.doc.Renamed()
	return g.doc.Request(), nil
}

// leave ends a run, and lets go of it.
func (g *guest) leave() {
	g.ctx = context.Background()
	g.doc.Reset(&sdk.Run{}, nil)
}

// The results of transform.
const (
	carryOn = iota
	drop
	fail
	retry
)

func (g *guest) outcome(result int32) error {
	switch result {
	case carryOn:
		return nil
	case drop:
		return sdk.Drop(g.or("the module gave no reason"))
	case fail:
		return errors.New(g.or("the module failed it and gave no reason"))
	case retry:
		return sdk.Retry(errors.New(g.or("the module asked for a retry and gave no reason")), 0)
	default:
		return &host.TrapError{Reason: fmt.Sprintf("its transform gave %d, which is none of 0 carry on, 1 drop, 2 fail, 3 retry", result)}
	}
}

func (g *guest) or(otherwise string) string {
	if g.reason == "" {
		return otherwise
	}
	return g.reason
}

func (g *guest) because() string {
	if g.reason == "" {
		return ""
	}
	return ": " + g.reason
}
