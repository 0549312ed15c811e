package module

import (
	"bytes"
	"errors"
	"fmt"
)

var (
	magic     = []byte("\x00asm")
	core      = []byte("\x01\x00\x00\x00")
	component = []byte("\x0d\x00\x01\x00")
)

// Sniff says what is wrong with a file that is no core module.
func Sniff(file []byte) error {
	head, rest, isWasm := bytes.Cut(file, magic)
	switch {
	case len(file) == 0:
		return errors.New("the file is empty: was it copied whole?")
	case (!isWasm || len(head) > 0) && bytes.HasPrefix(bytes.TrimSpace(file), []byte("(module")):
		return errors.New("the file is WebAssembly's text form: make it binary, with wat2wasm")
	case !isWasm || len(head) > 0:
		return fmt.Errorf("the file is no WebAssembly: it begins with %q and not with \\0asm", file[:min(len(file), 4)])
	case len(rest) < len(core):
		return errors.New("the file is cut short: it ends before its version")
	case bytes.HasPrefix(rest, component):
		return errors.New("the file is a component, and a core module is needed: build it for wasm32-unknown-unknown, wasm32-wasip1 or GOOS=wasip1, " +
			"and don't wrap it with `wasm-tools component new` (`wasm-tools component unbundle` takes the core module out again)")
	case !bytes.HasPrefix(rest, core):
		return fmt.Errorf("the file has version % x of WebAssembly, and 01 00 00 00 is needed", rest[:len(core)])
	}
	return nil
}
