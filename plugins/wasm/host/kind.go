package host

import (
	"context"

	"github.com/tetratelabs/wazero/api"

	"github.com/drayhq/dray/sdk"
)

// Kind is what guests of one ABI have in common. It must be safe for concurrent use.
type Kind interface {
	// Imports are the functions that a guest may import, by module and name, beside WASI's.
	Imports() []Import
	// State gives what an instance is to the kind's functions. It is there before the
	// guest is, for a start section may call them.
	State() any
	// Start readies a fresh instance, after it was instantiated.
	Start(i *Instance) error
	// Do takes the instance's run through it, and gives the request that the run is to
	// have. The error is a *[TrapError], or what becomes of the run.
	Do(ctx context.Context, i *Instance) (*sdk.Request, error)
	// Once says whether an instance serves a single run.
	Once() bool
}

// Import is one function of ours that guests may import.
type Import struct {
	Module, Name    string
	Params, Results []api.ValueType
	Call            api.GoModuleFunc
}

// I32 and I64 are the types of what guests and host tell each other.
const (
	I32 = api.ValueTypeI32
	I64 = api.ValueTypeI64
)
