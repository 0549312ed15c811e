package fields

import (
	"context"

	"github.com/tetratelabs/wazero/api"

	"github.com/drayhq/dray/plugins/wasm/document"
	"github.com/drayhq/dray/plugins/wasm/host"
)

// Imports are the functions of the module dray.
func (k *Kind) Imports() []host.Import {
	const i32 = host.I32
	give := []api.ValueType{i32}
	return []host.Import{
		{Module: "dray", Name: "get", Params: []api.ValueType{i32, i32, i32, i32}, Results: give, Call: get},
		{Module: "dray", Name: "set", Params: []api.ValueType{i32, i32, i32, i32}, Results: give, Call: set},
		{Module: "dray", Name: "remove", Params: []api.ValueType{i32, i32}, Results: give, Call: remove},
		{Module: "dray", Name: "log", Params: []api.ValueType{i32, i32, i32}, Call: log},
		{Module: "dray", Name: "reason", Params: []api.ValueType{i32, i32}, Call: reason},
	}
}

// caller gives the guest that calls, and counts its call.
func caller(ctx context.Context) *guest {
	i := host.From(ctx)
	i.Count()
	return i.State.(*guest) //nolint:errcheck // State made it
}

func get(ctx context.Context, mod api.Module, stack []uint64) {
	g := caller(ctx)
	room := host.Bytes(mod, stack[2], stack[3])
	text, code := g.doc.Get(host.Bytes(mod, stack[0], stack[1]))
	if code != document.Done {
		stack[0] = api.EncodeI32(int32(code))
		return
	}
	if len(text) <= len(room) {
		copy(room, text)
	}
	stack[0] = api.EncodeI32(int32(len(text))) //nolint:gosec // bounded by the document
}

func set(ctx context.Context, mod api.Module, stack []uint64) {
	g := caller(ctx)
	code := g.doc.Set(host.Bytes(mod, stack[0], stack[1]), host.Bytes(mod, stack[2], stack[3]))
	stack[0] = api.EncodeI32(int32(code))
}

func remove(ctx context.Context, mod api.Module, stack []uint64) {
	g := caller(ctx)
	stack[0] = api.EncodeI32(int32(g.doc.Remove(host.Bytes(mod, stack[0], stack[1]))))
}

func log(ctx context.Context, mod api.Module, stack []uint64) {
	i, g, text := host.From(ctx), caller(ctx), host.Bytes(mod, stack[1], stack[2])
	if message, ok := i.Say(text); ok {
		g.kind.Log(g.ctx, i.Serves, int(api.DecodeI32(stack[0])), message)
	}
}

func reason(ctx context.Context, mod api.Module, stack []uint64) {
	caller(ctx).reason = host.Message(host.Bytes(mod, stack[0], stack[1]))
}
