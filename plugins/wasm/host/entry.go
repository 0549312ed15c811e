package host

import (
	"context"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/sys"
)

// entries makes the entries of a module's instances. A call of a function that can be
// stopped costs more than what a small guest does in it: wazero starts a goroutine
// each time that waits for the deadline. It starts none for a module that can't be
// stopped, so guests are called through one: an entry, whose only function calls the
// guest's. What looks whether to stop is compiled into the guest, and looks at the
// module through which the call came in. So a deadline that strikes closes the entry.
type entries struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
}

// newEntries readies entries to the function of that name, which the guest exports.
func newEntries(ctx context.Context, guest wazero.CompiledModule, name string) (*entries, error) {
	f := guest.ExportedFunctions()[name]
	if f == nil {
		return nil, fmt.Errorf("it exports no function %s", name)
	}
	text, err := entryTo(name, f.ParamTypes(), f.ResultTypes())
	if err != nil {
		return nil, err
	}
	rt := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithDebugInfoEnabled(false))
	compiled, err := rt.CompileModule(ctx, text)
	if err != nil {
		return nil, closing(ctx, rt, fmt.Errorf("compiling the entry to its %s: %w", name, err))
	}
	return &entries{runtime: rt, compiled: compiled}, nil
}

// open gives the entry to an instance.
func (e *entries) open(guest api.Module) (api.Module, error) {
	ctx := experimental.WithImportResolver(context.Background(), func(string) api.Module { return guest })
	entry, err := e.runtime.InstantiateModule(ctx, e.compiled, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		return nil, fmt.Errorf("making its entry: %w", err)
	}
	return entry, nil
}

func (e *entries) close(ctx context.Context) error {
	if e == nil {
		return nil
	}
	if err := e.runtime.Close(ctx); err != nil {
		return fmt.Errorf("closing its entries: %w", err)
	}
	return nil
}

// strike stops the guest that was called through an entry.
func strike(entry api.Module) {
	if entry != nil {
		_ = entry.CloseWithExitCode(context.Background(), sys.ExitCodeDeadlineExceeded) // it holds nothing
	}
}
