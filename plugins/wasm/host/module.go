package host

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/drayhq/dray/sdk"
)

// Module is a guest's program, compiled, and the instances that run it.
type Module struct {
	kind     Kind
	limits   Limits
	gate     Gate
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	now      func() time.Time
	said     func(ctx context.Context, run sdk.Run, text string)
	fresh    bool // each run has an instance of its own
	idle     pool
	first    int // bytes of memory of an instance that has done nothing

	closing sync.RWMutex // read-held by each run
	closed  bool
}

// Options say how a module is run.
type Options struct {
	Kinds  []Kind // that it may be of
	Memory int    // bytes of linear memory of an instance, in whole pages of 64 KiB
	Gate   Gate
	Cache  wazero.CompilationCache // nil: none
	Now    func() time.Time
	// Choose says which of the kinds a compiled module is, and its limits, or what
	// is wrong with it.
	Choose func(wazero.Runtime, wazero.CompiledModule) (Kind, Limits, error)
	Fresh  bool // an instance of its own for each run
	// Said takes what a guest that serves many runs wrote to standard output and error.
	Said func(ctx context.Context, run sdk.Run, text string)
}

// Load compiles a module and tries it: an instance is made and readied.
func Load(ctx context.Context, wasm []byte, o Options) (*Module, error) {
	m, err := compile(ctx, wasm, o)
	if err != nil {
		return nil, err
	}
	i, err := m.start(ctx)
	if err != nil {
		return nil, errors.Join(err, m.Close(ctx))
	}
	m.first = i.memory()
	m.idle.put(i)
	return m, nil
}

// Check does what Load does up to where code of the module's own would run.
func Check(ctx context.Context, wasm []byte, o Options) error {
	m, err := compile(ctx, wasm, o)
	if err != nil {
		return err
	}
	return m.Close(ctx)
}

func compile(ctx context.Context, wasm []byte, o Options) (*Module, error) {
	rt, err := newRuntime(ctx, o)
	if err != nil {
		return nil, err
	}
	compiled, err := compiledBy(experimental.WithCompilationWorkers(ctx, runtime.GOMAXPROCS(0)), rt, wasm)
	if err != nil {
		return nil, closing(ctx, rt, fmt.Errorf("compiling it: %s", firstLine(err.Error())))
	}
	m := &Module{gate: o.Gate, runtime: rt, compiled: compiled, now: o.Now, said: o.Said}
	if err := m.ready(o); err != nil {
		return nil, errors.Join(err, m.Close(ctx))
	}
	return m, nil
}

// ready settles what kind of module it is.
func (m *Module) ready(o Options) (err error) {
	if m.kind, m.limits, err = o.Choose(m.runtime, m.compiled); err != nil {
		return err
	}
	m.fresh, m.idle.most = o.Fresh || m.kind.Once(), max(m.limits.Instances, 1)
	return nil
}

// compiledBy outlives a compiler that stumbles over a module: others go on.
func compiledBy(ctx context.Context, rt wazero.Runtime, wasm []byte) (compiled wazero.CompiledModule, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the compiler broke: %v", p)
		}
	}()
	return rt.CompileModule(ctx, wasm)
}

// start makes an instance and readies it.
func (m *Module) start(ctx context.Context) (*Instance, error) {
	i, err := newInstance(ctx, m)
	if err != nil {
		return nil, err
	}
	err = m.kind.Start(i)
	m.tell(ctx, i)
	if err != nil {
		i.close()
		return nil, err
	}
	return i, nil
}

// errClosed is given where a module was closed before its run came.
var errClosed = errors.New("the module was closed")

// Do takes a run through the module, and gives the request that it is to have. The error
// is a *[TrapError], or what becomes of the run: where dray stops before the module had
// its turn, the step can be repeated. renamed is as in [Instance].
func (m *Module) Do(ctx context.Context, run sdk.Run) (request *sdk.Request, renamed bool, err error) {
	m.closing.RLock()
	defer m.closing.RUnlock()
	if m.closed {
		return nil, false, sdk.Retry(errClosed, 0)
	}
	if err := m.gate.Enter(ctx); err != nil {
		return nil, false, sdk.Retry(fmt.Errorf("waiting for a turn: %w", err), 0)
	}
	defer m.gate.Leave()
	i, err := m.take(ctx)
	if ended := ctx.Err(); ended != nil && errors.Is(err, ended) {
		return nil, false, sdk.Retry(fmt.Errorf("making an instance: %w", context.Cause(ctx)), 0)
	}
	if err != nil {
		return nil, false, err
	}
	defer m.put(i)
	i.begin(run)
	i.calls++
	request, err = m.kind.Do(ctx, i)
	m.tell(ctx, i)
	return request, i.Renamed, err
}

// tell passes on what a guest has written.
func (m *Module) tell(ctx context.Context, i *Instance) {
	if m.kind.Once() {
		return // what it wrote is its answer
	}
	for _, out := range []*Output{&i.World.Out, &i.World.Err} {
		if text := out.Text(); text != "" {
			m.said(ctx, i.Serves, text)
		}
	}
}

// take gives an instance that waits, or a new one.
func (m *Module) take(ctx context.Context) (*Instance, error) {
	if i := m.idle.take(); i != nil {
		return i, nil
	}
	return m.start(ctx)
}

// put keeps the instance for the next run, unless it can't serve one.
func (m *Module) put(i *Instance) {
	i.Serves = sdk.Run{} // what waits holds no run
	if m.fresh || i.worn(m.first) || !m.idle.put(i) {
		i.close()
	}
}

// Close waits for the runs that are in the module, and gives back all that it holds.
func (m *Module) Close(ctx context.Context) error {
	m.closing.Lock()
	defer m.closing.Unlock()
	if m.closed {
		return nil
	}
	m.closed = true
	// A cache that modules share would keep the compiled code.
	if err := errors.Join(m.compiled.Close(ctx), m.runtime.Close(ctx)); err != nil {
		return fmt.Errorf("closing the module: %w", err)
	}
	return nil
}
