package module

import (
	"errors"
	"fmt"
	"slices"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// Kind is how a module talks to its host.
type Kind int

// The kinds, in the order in which they are looked for.
const (
	Fields  Kind = iota // dray ABI 1
	HTTP                // http-wasm
	Command             // a WASI command
)

// String names the kind as `dray wasm inspect` shows it.
func (k Kind) String() string { return [...]string{"dray ABI 1", "http-wasm", "WASI command"}[k] }

// kinds are what each kind is recognised by, what it must export, and whose
// functions it may import beside WASI's.
var kinds = [...]struct {
	by      string
	needs   []signature
	imports string
}{
	Fields: {"dray_abi_1", []signature{
		{"dray_abi_1", nil, nil}, {"transform", nil, []api.ValueType{i32}}, {"configure?", nil, []api.ValueType{i32}}, {"_initialize?", nil, nil},
	}, "dray"},
	HTTP: {"handle_request", []signature{
		{"handle_request", nil, []api.ValueType{i64}}, {"_initialize?", nil, nil}, {"_start?", nil, nil},
	}, "http_handler"},
	Command: {"_start", []signature{{"_start", nil, nil}}, ""},
}

// KindOf recognises a module by its exports, and says what it lacks for its kind.
func KindOf(compiled wazero.CompiledModule) (Kind, error) {
	exports := compiled.ExportedFunctions()
	for kind, k := range kinds {
		if _, ok := exports[k.by]; !ok {
			continue
		}
		for _, s := range k.needs {
			if err := s.in(exports); err != nil {
				return Kind(kind), fmt.Errorf("it exports %s, so it is a module of the kind %s: %w", k.by, Kind(kind), err)
			}
		}
		if _, ok := compiled.ExportedMemories()["memory"]; !ok {
			return Kind(kind), errors.New("it exports no memory called memory, through which host and module talk")
		}
		return Kind(kind), nil
	}
	return 0, errors.New("it exports none of dray_abi_1, handle_request and _start, so that nobody knows how to call it" + nearest(exports))
}

// nearest helps who has forgotten the handshake.
func nearest(exports map[string]api.FunctionDefinition) string {
	if _, ok := exports["transform"]; ok {
		return `; it has transform, so it may lack (export "dray_abi_1" (func))`
	}
	return ""
}

// CheckImports refuses what nobody would provide. provided gives the host's module
// of a name, nil if there is none.
func CheckImports(kind Kind, compiled wazero.CompiledModule, provided func(name string) api.Module) error {
	if len(compiled.ImportedMemories()) > 0 {
		return errors.New("it imports a memory: it must bring its own, and export it as memory")
	}
	for _, f := range compiled.ImportedFunctions() {
		from, name, _ := f.Import()
		host := provided(from)
		if host == nil || from != wasi && from != kinds[kind].imports {
			return fmt.Errorf("it imports %s.%s, and a module of the kind %s can import %s", from, name, kind, kind.sources())
		}
		have, ok := host.ExportedFunctionDefinitions()[name]
		if !ok {
			return fmt.Errorf("it imports %s.%s, which there is not", from, name)
		}
		if !slices.Equal(f.ParamTypes(), have.ParamTypes()) || !slices.Equal(f.ResultTypes(), have.ResultTypes()) {
			return fmt.Errorf("it imports %s.%s as %s, which is %s", from, name, types(f), types(have))
		}
	}
	return nil
}

const wasi = "wasi_snapshot_preview1"

func (k Kind) sources() string {
	if kinds[k].imports == "" {
		return wasi + " only"
	}
	return kinds[k].imports + " and " + wasi + " only"
}
