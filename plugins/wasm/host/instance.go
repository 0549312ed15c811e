package host

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/sys"

	"github.com/drayhq/dray/plugins/wasm/bound"
	"github.com/drayhq/dray/sdk"
)

// Instance is one guest with a memory of its own. It serves one call at a time.
type Instance struct {
	World  World
	State  any     // the kind's own
	Serves sdk.Run // the run of this call; none between calls
	// Renamed says that in this call the guest set or removed the header Host, which
	// says where a request goes. The kind sets it.
	Renamed bool

	mod      api.Module
	limits   Limits
	clock    *deadline
	hostLeft int // calls that the guest may still make in this call
	calls    int // served so far
	said     int // bytes that it has logged in this call
	spoilt   bool
}

func newInstance(ctx context.Context, m *Module) (*Instance, error) {
	i := &Instance{limits: m.limits, State: m.kind.State()}
	i.World.Out.Most, i.World.Err.Most = spoken, spoken
	if m.kind.Once() {
		i.World.Out.Most = m.limits.Output
	}
	i.World.clock = m.now
	i.clock = newDeadline(i)
	i.begin(sdk.Run{})
	mod, err := m.runtime.InstantiateModule(i.clock, m.compiled, i.World.config())
	if err != nil {
		return nil, fmt.Errorf("instantiating it: %w", i.trap(err, false, 0))
	}
	i.mod = mod
	if err = i.begun(); err == nil {
		err = ctx.Err()
	}
	if err != nil {
		i.close()
		return nil, err
	}
	return i, nil
}

// begun readies what stops the guest, and runs its start section.
func (i *Instance) begun() error {
	stop, ok := i.mod.ExportedGlobal(bound.Stop).(api.MutableGlobal)
	if !ok || stop.Type() != I32 {
		return errors.New("instantiating it: it wasn't made stoppable")
	}
	i.clock.stop = stop
	start := i.mod.ExportedFunction(bound.Start)
	if start == nil {
		return nil
	}
	if of := start.Definition(); len(of.ParamTypes()) > 0 || len(of.ResultTypes()) > 0 {
		return errors.New("instantiating it: its start function has parameters or results")
	}
	if err := i.call(start, nil, max(i.limits.Timeout, startTimeout)); err != nil {
		return fmt.Errorf("instantiating it: %w", err)
	}
	return nil
}

// startTimeout bounds what a guest does before its first call, which is often more
// than in one call: a Go guest starts its runtime.
const startTimeout = time.Second

// begin readies the instance for a call.
func (i *Instance) begin(run sdk.Run) {
	i.Serves = run
	i.World.reset(run.ID, run.Attempt)
	i.hostLeft, i.said, i.Renamed = i.limits.HostCalls, 0, false
}

// Has says whether the guest exports a function.
func (i *Instance) Has(name string) bool { return i.mod.ExportedFunction(name) != nil }

// Function gives an exported function, which may be kept; nil if there is none.
func (i *Instance) Function(name string) api.Function { return i.mod.ExportedFunction(name) }

// Start calls a function that readies the guest, if it exports it: _initialize, or
// _start. It must come back: a guest that exits is gone.
func (i *Instance) Start(name string) error {
	f := i.mod.ExportedFunction(name)
	if f == nil {
		return nil
	}
	err := i.call(f, nil, max(i.limits.Timeout, startTimeout))
	if err != nil {
		return fmt.Errorf("calling its %s: %w", name, err)
	}
	return nil
}

// Configure is Start for a function that says by its result whether it is ready.
func (i *Instance) Configure(name string) (int32, error) {
	f := i.mod.ExportedFunction(name)
	if f == nil {
		return 0, nil
	}
	stack := [1]uint64{}
	if err := i.call(f, stack[:], max(i.limits.Timeout, startTimeout)); err != nil {
		return 0, fmt.Errorf("calling its %s: %w", name, err)
	}
	return api.DecodeI32(stack[0]), nil
}

// Call calls a function under the module's limits. stack holds the arguments, and
// the results after. The error is a *[TrapError], and the instance is of no use then.
func (i *Instance) Call(f api.Function, stack []uint64) error {
	return i.call(f, stack, i.limits.Timeout)
}

// Run calls the function that is the guest's whole life, and gives its exit code.
func (i *Instance) Run(f api.Function) (code uint32, err error) {
	i.spoilt = true
	i.clock.wind(i.limits.Timeout)
	err = f.CallWithStack(i.clock, nil)
	struck := !i.clock.unwind()
	if exit, ok := errors.AsType[*sys.ExitError](err); ok && !struck {
		return exit.ExitCode(), nil
	}
	if err != nil {
		return 0, i.trap(err, struck, i.limits.Timeout)
	}
	return 0, nil
}

func (i *Instance) call(f api.Function, stack []uint64, limit time.Duration) error {
	i.clock.wind(limit)
	err := f.CallWithStack(i.clock, stack)
	struck := !i.clock.unwind()
	if err == nil && !struck {
		return nil
	}
	i.spoilt = true
	if err == nil {
		return nil // it was done when the deadline struck
	}
	return i.trap(err, struck, limit)
}

// Count counts one call of a host function. The one past the limit stops the guest.
func (i *Instance) Count() {
	if i.hostLeft--; i.hostLeft < 0 {
		Stop("it made more than %d host calls: mend its loop, or raise host_calls", i.limits.HostCalls)
	}
}

// Limits gives what the instance is bound by.
func (i *Instance) Limits() Limits { return i.limits }

func (i *Instance) memory() int {
	if i.mod == nil || i.mod.Memory() == nil {
		return 0
	}
	return int(i.mod.Memory().Size())
}

// worn says whether the instance should be replaced: it has done its share, or has
// taken half of the memory that there is.
func (i *Instance) worn(first int) bool {
	used := i.memory()
	return i.spoilt || i.limits.Recycle > 0 && i.calls >= i.limits.Recycle || used > first && used > i.limits.Memory/2
}

func (i *Instance) close() {
	i.clock.timer.Stop()
	if i.mod != nil {
		_ = i.mod.Close(context.Background()) // it gives memory back, and has nothing to say
	}
}

// spoken is how many bytes of what a guest writes for people are kept.
const spoken = 16 << 10

// lastWords gives the first line that the guest wrote to standard error: a panic, often.
func (i *Instance) lastWords() string {
	const most = 300
	text, _, _ := strings.Cut(i.World.Err.Text(), "\n")
	return strings.ToValidUTF8(text[:min(len(text), most)], "�")
}
