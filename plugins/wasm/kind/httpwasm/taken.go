package httpwasm

import (
	"strings"
	"unicode/utf8"

	"github.com/tetratelabs/wazero/api"

	"github.com/drayhq/dray/plugins/wasm/host"
)

// take gives what the guest sets something to, and counts its bytes: method, URI and
// headers are as much of its output as a body is.
func (e *exchange) take(mod api.Module, ptr, length uint64) []byte {
	b := host.Bytes(mod, ptr, length)
	if e.taken += len(b); e.taken > e.most {
		host.Stop("it set method, URI and headers of more than %d bytes: have it set less, or raise output", e.most)
	}
	return b
}

// text takes what has to be UTF-8.
func (e *exchange) text(mod api.Module, ptr, length uint64) string {
	b := e.take(mod, ptr, length)
	if utf8.Valid(b) {
		return string(b)
	}
	return strings.ToValidUTF8(string(b), "�")
}

// value takes a header's value, which is the fourth argument.
func (e *exchange) value(mod api.Module, stack []uint64) string {
	return string(e.take(mod, stack[3], stack[4]))
}

// shown cuts a text of the guest's that is part of a reason.
func shown(text string) string {
	const most = 100
	return strings.ToValidUTF8(text[:min(len(text), most)], "")
}
