package host

import (
	"bytes"
	"fmt"

	"github.com/tetratelabs/wazero/api"
)

// entered is what an entry's function is called.
const entered = "f"

// entryTypes are the types of functions that can have an entry, by their results; none
// has parameters. wazero numbers types as they come and compares the numbers, so they
// come first in the runtimes of guests and of entries.
var entryTypes = [...][]api.ValueType{{}, {I32}, {I64}}

// typesOnly gives a module of nothing but those types.
func typesOnly() []byte {
	body := []byte{byte(len(entryTypes))}
	for _, results := range entryTypes {
		body = append(body, 0x60, 0, byte(len(results))) //nolint:gosec // a function without parameters, and at most one result
		body = append(body, results...)
	}
	return append([]byte("\x00asm\x01\x00\x00\x00"), section(1, body)...)
}

// entryTo gives the module that imports a function and exports one that calls it.
func entryTo(name string, params, results []api.ValueType) ([]byte, error) {
	for i, t := range entryTypes {
		if len(params) > 0 || !bytes.Equal(t, results) || len(name) > 60 {
			continue
		}
		imported := append([]byte{1, 1, 'g', byte(len(name))}, name...) //nolint:gosec // one, of a module g
		return bytes.Join([][]byte{
			typesOnly(),
			section(2, append(imported, 0, byte(i))),    // a function of that type
			section(3, []byte{1, byte(i)}),              // another one
			section(7, []byte{1, 1, entered[0], 0, 1}),  // which is exported
			section(10, []byte{1, 4, 0, 0x10, 0, 0x0b}), // and calls the first
		}, nil), nil
	}
	return nil, fmt.Errorf("its %s has a type that dray never calls", name)
}

func section(id byte, body []byte) []byte {
	return append([]byte{id, byte(len(body))}, body...) //nolint:gosec // far below 128
}
