package httpwasm

import (
	"context"

	"github.com/tetratelabs/wazero/api"

	"github.com/drayhq/dray/plugins/wasm/host"
)

// Imports are the functions of the module http_handler.
func (k *Kind) Imports() []host.Import {
	const i32, i64 = host.I32, host.I64
	type types = []api.ValueType
	add := func(list []host.Import, name string, params, results types, call api.GoModuleFunc) []host.Import {
		return append(list, host.Import{Module: "http_handler", Name: name, Params: params, Results: results, Call: counted(len(params), call)})
	}
	var all []host.Import
	all = add(all, "enable_features", types{i32}, types{i32}, enableFeatures)
	all = add(all, "get_config", types{i32, i32}, types{i32}, getConfig)
	all = add(all, "log_enabled", types{i32}, types{i32}, logEnabled)
	all = add(all, "log", types{i32, i32, i32}, nil, log)
	all = add(all, "get_method", types{i32, i32}, types{i32}, getMethod)
	all = add(all, "set_method", types{i32, i32}, nil, setMethod)
	all = add(all, "get_uri", types{i32, i32}, types{i32}, getURI)
	all = add(all, "set_uri", types{i32, i32}, nil, setURI)
	all = add(all, "get_protocol_version", types{i32, i32}, types{i32}, getProtocolVersion)
	all = add(all, "get_header_names", types{i32, i32, i32}, types{i64}, getHeaderNames)
	all = add(all, "get_header_values", types{i32, i32, i32, i32, i32}, types{i64}, getHeaderValues)
	all = add(all, "set_header_value", types{i32, i32, i32, i32, i32}, nil, setHeaderValue)
	all = add(all, "add_header_value", types{i32, i32, i32, i32, i32}, nil, addHeaderValue)
	all = add(all, "remove_header", types{i32, i32, i32}, nil, removeHeader)
	all = add(all, "read_body", types{i32, i32, i32}, types{i64}, readBody)
	all = add(all, "write_body", types{i32, i32, i32}, nil, writeBody)
	all = add(all, "get_source_addr", types{i32, i32}, types{i32}, getSourceAddr)
	all = add(all, "get_status_code", nil, types{i32}, getStatusCode)
	return add(all, "set_status_code", types{i32}, nil, setStatusCode)
}

// counted counts a call of a function with so many parameters.
func counted(params int, call api.GoModuleFunc) api.GoModuleFunc {
	return func(ctx context.Context, mod api.Module, stack []uint64) {
		host.From(ctx).Count()
		for i := range params {
			stack[i] = uint64(uint32(stack[i])) //nolint:gosec // all are i32, and what is above is left over
		}
		call(ctx, mod, stack)
	}
}

func guestOf(ctx context.Context) *guest {
	return host.From(ctx).State.(*guest) //nolint:errcheck // State made it
}

// current gives the request that is being handled.
func current(ctx context.Context) *exchange {
	g := guestOf(ctx)
	if !g.inCall {
		host.Stop("it asked for the request while there was none: only handle_request may")
	}
	return g.ex
}

// give writes text if it fits, and its length in any case.
func give[T ~string | ~[]byte](mod api.Module, stack []uint64, text T) {
	if length := uint64(len(text)); length > 0 && length <= stack[1] {
		copy(host.Bytes(mod, stack[0], length), text)
	}
	stack[0] = uint64(len(text))
}

// giveAll writes strings, each with a NUL behind it, and gives their count and length.
func giveAll(mod api.Module, buf, limit uint64, texts []string) uint64 {
	length := uint64(len(texts))
	for _, text := range texts {
		length += uint64(len(text))
	}
	if length > 0 && length <= limit {
		room := host.Bytes(mod, buf, length)
		for _, text := range texts {
			room = room[copy(room, text):]
			room[0], room = 0, room[1:]
		}
	}
	return uint64(len(texts))<<32 | length
}
