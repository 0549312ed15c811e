package module

import (
	"maps"
	"slices"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// Description is what a module says of itself.
type Description struct {
	Exports []Function `json:"exports"` // by name
	Imports []Function `json:"imports"` // in the module's order
	Memory  *Memory    `json:"memory"`  // nil if it has none
}

// Function is one that a module exports or imports.
type Function struct {
	Module string `json:"module,omitempty"` // where an import comes from
	Name   string `json:"name"`
	Type   string `json:"type"` // in the text format: (func (param i32) (result i32))
}

// Memory is the size of a module's memory in bytes.
type Memory struct {
	Initial uint64  `json:"initial"`
	Max     *uint64 `json:"max"` // nil if the module sets none
}

// Describe reads what there is to say of a module without running it.
func Describe(compiled wazero.CompiledModule) Description {
	d := Description{Exports: []Function{}, Imports: []Function{}}
	exports := compiled.ExportedFunctions()
	for _, name := range slices.Sorted(maps.Keys(exports)) {
		d.Exports = append(d.Exports, Function{Name: name, Type: types(exports[name])})
	}
	for _, f := range compiled.ImportedFunctions() {
		from, name, _ := f.Import()
		d.Imports = append(d.Imports, Function{Module: from, Name: name, Type: types(f)})
	}
	memories := compiled.ImportedMemories()
	for _, m := range compiled.ExportedMemories() {
		memories = append(memories, m)
	}
	if len(memories) > 0 {
		d.Memory = memoryOf(memories[0])
	}
	return d
}

func memoryOf(m api.MemoryDefinition) *Memory {
	const page = 64 << 10
	out := &Memory{Initial: uint64(m.Min()) * page}
	if most, set := m.Max(); set {
		bytes := uint64(most) * page
		out.Max = &bytes
	}
	return out
}

// ImportList names the imports shortly: "dray get set, wasi_snapshot_preview1 fd_write",
// or "nothing".
func (d Description) ImportList() string {
	byModule := map[string]string{}
	for _, f := range d.Imports {
		if !slices.Contains(strings.Fields(byModule[f.Module]), f.Name) {
			byModule[f.Module] += " " + f.Name
		}
	}
	if len(byModule) == 0 {
		return "nothing"
	}
	var parts []string
	for _, from := range slices.Sorted(maps.Keys(byModule)) {
		parts = append(parts, from+byModule[from])
	}
	return strings.Join(parts, ", ")
}
