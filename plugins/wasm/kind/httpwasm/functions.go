package httpwasm

import (
	"context"
	"strings"

	"github.com/tetratelabs/wazero/api"
	"golang.org/x/net/http/httpguts"

	"github.com/drayhq/dray/plugins/wasm/host"
)

// The kinds of header and body of the ABI.
const (
	ofRequest = iota
	ofResponse
	ofRequestTrailers
	ofResponseTrailers
)

// buffered is the one feature that there is: the request is read and can be changed.
const buffered = 1

func enableFeatures(_ context.Context, _ api.Module, stack []uint64) { stack[0] &= buffered }

func getConfig(ctx context.Context, mod api.Module, stack []uint64) {
	give(mod, stack, guestOf(ctx).kind.Config)
}

func logEnabled(ctx context.Context, _ api.Module, stack []uint64) {
	level, on := int(api.DecodeI32(stack[0])), uint64(0)
	if level <= 2 && guestOf(ctx).kind.Enabled(4*max(level, -1)) {
		on = 1
	}
	stack[0] = on
}

// log maps the ABI's levels -1, 0, 1, 2 to slog's.
func log(ctx context.Context, mod api.Module, stack []uint64) {
	i, g := host.From(ctx), guestOf(ctx)
	level := int(api.DecodeI32(stack[0]))
	if level > 2 {
		return
	}
	if message, ok := i.Say(host.Bytes(mod, stack[1], stack[2])); ok {
		g.kind.Log(g.ctx, i.Serves, 4*max(level, -1), message)
	}
}

func text(mod api.Module, ptr, length uint64) string {
	return strings.ToValidUTF8(string(host.Bytes(mod, ptr, length)), "�")
}

func getMethod(ctx context.Context, mod api.Module, stack []uint64) {
	give(mod, stack, current(ctx).method)
}

func setMethod(ctx context.Context, mod api.Module, stack []uint64) {
	ex := current(ctx)
	method := ex.text(mod, stack[0], stack[1])
	if !httpguts.ValidHeaderFieldName(method) {
		host.Stop("it set the method %q, which is none", shown(method))
	}
	ex.method = strings.ToUpper(method)
}

func getURI(ctx context.Context, mod api.Module, stack []uint64) {
	give(mod, stack, current(ctx).target())
}

func setURI(ctx context.Context, mod api.Module, stack []uint64) {
	ex := current(ctx)
	ex.uri, ex.newURI = ex.text(mod, stack[0], stack[1]), true
}

func getProtocolVersion(_ context.Context, mod api.Module, stack []uint64) {
	give(mod, stack, "HTTP/1.1")
}

func getSourceAddr(_ context.Context, mod api.Module, stack []uint64) { give(mod, stack, "") }

func getHeaderNames(ctx context.Context, mod api.Module, stack []uint64) {
	ex, kind := current(ctx), stack[0]
	var names []string
	if kind == ofRequest {
		names = ex.names()
	}
	stack[0] = giveAll(mod, stack[1], stack[2], names)
}

func getHeaderValues(ctx context.Context, mod api.Module, stack []uint64) {
	ex, kind := current(ctx), stack[0]
	var values []string
	if kind == ofRequest {
		values = ex.values(name(mod, stack))
	}
	stack[0] = giveAll(mod, stack[3], stack[4], values)
}

func setHeaderValue(ctx context.Context, mod api.Module, stack []uint64) {
	if ex := current(ctx); settable(stack[0]) {
		ex.setHeader(ex.text(mod, stack[1], stack[2]), ex.value(mod, stack))
	}
}

func addHeaderValue(ctx context.Context, mod api.Module, stack []uint64) {
	if ex := current(ctx); settable(stack[0]) {
		ex.addHeader(ex.text(mod, stack[1], stack[2]), ex.value(mod, stack))
	}
}

func removeHeader(ctx context.Context, mod api.Module, stack []uint64) {
	if ex := current(ctx); settable(stack[0]) {
		ex.setHeader(name(mod, stack))
	}
}

// settable says whether headers of a kind go anywhere: those of an answer don't,
// for its status and body alone become the reason.
func settable(kind uint64) bool {
	if kind == ofRequestTrailers {
		host.Stop("it set a trailer, which requests here don't have")
	}
	return kind == ofRequest
}

func name(mod api.Module, stack []uint64) string { return text(mod, stack[1], stack[2]) }

func readBody(ctx context.Context, mod api.Module, stack []uint64) {
	ex, limit := current(ctx), stack[2]
	if limit == 0 {
		host.Stop("it read a body into nothing: buf_limit must be above 0")
	}
	var rest []byte
	if stack[0] == ofRequest {
		body := ex.content()
		rest = body[min(ex.read, len(body)):]
	}
	n := min(uint64(len(rest)), limit)
	copy(host.Bytes(mod, stack[1], n), rest)
	ex.read += int(n) //nolint:gosec // bounded by the body
	if stack[0] = n; n == uint64(len(rest)) {
		stack[0] |= 1 << 32 // the end
	}
}

func writeBody(ctx context.Context, mod api.Module, stack []uint64) {
	ex, b := current(ctx), host.Bytes(mod, stack[1], stack[2])
	if stack[0] == ofRequest {
		ex.write(b)
		return
	}
	ex.response = append(ex.response, b[:min(len(b), max(ex.most-len(ex.response), 0))]...)
}

func getStatusCode(ctx context.Context, _ api.Module, stack []uint64) {
	stack[0] = uint64(current(ctx).status)
}

func setStatusCode(ctx context.Context, _ api.Module, stack []uint64) {
	current(ctx).status = uint32(stack[0]) //nolint:gosec // an i32
}
