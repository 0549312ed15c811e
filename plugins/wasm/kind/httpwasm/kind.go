package httpwasm

import (
	"context"
	"fmt"
	"strings"

	"github.com/tetratelabs/wazero/api"

	"github.com/drayhq/dray/plugins/wasm/host"
	"github.com/drayhq/dray/sdk"
)

// Kind makes guests of modules that export handle_request.
type Kind struct {
	Config    []byte                   // what get_config gives; nil for none
	Sensitive func(header string) bool // headers that read as absent
	// Log takes what a guest logs, level being slog's -4, 0, 4 or 8.
	Log     func(ctx context.Context, run sdk.Run, level int, message string)
	Enabled func(level int) bool // whether Log shows a level
}

// guest is what an instance is to its host functions.
type guest struct {
	kind   *Kind
	ctx    context.Context //nolint:containedctx // of the call that is under way, for its log lines
	handle api.Function
	ex     *exchange
	inCall bool
	stack  [1]uint64
}

// Once says that an instance serves many runs.
func (k *Kind) Once() bool { return false }

// State gives a guest.
func (k *Kind) State() any {
	return &guest{kind: k, ctx: context.Background(), ex: newExchange(k.Sensitive)}
}

// Start calls the guest's _initialize or its _start.
func (k *Kind) Start(i *host.Instance) error {
	i.State.(*guest).handle = i.Function("handle_request") //nolint:errcheck // State made it
	if i.Has("_initialize") {
		return i.Start("_initialize")
	}
	return i.Start("_start")
}

// Do calls the guest's handle_request.
func (k *Kind) Do(ctx context.Context, i *host.Instance) (*sdk.Request, error) {
	g := i.State.(*guest) //nolint:errcheck // State made it
	ex := g.ex
	ex.begin(i.Serves.Request, i.Limits().Output)
	g.ctx, g.inCall = ctx, true
	defer g.leave()
	g.stack[0] = 0
	if err := i.Call(g.handle, g.stack[:]); err != nil {
		return nil, err
	}
	if next := uint32(g.stack[0]) == 1; !next { //nolint:gosec // the lower half
		return nil, sdk.Drop(ex.answer())
	}
	i.Renamed = ex.renamed
	return ex.request()
}

// leave ends a run, and lets go of it.
func (g *guest) leave() {
	g.ctx, g.inCall = context.Background(), false
	g.ex.end()
}

// answer says what the guest answered in the endpoint's place.
func (e *exchange) answer() string {
	text := fmt.Sprintf("the module answered %d in the endpoint's place", e.status)
	if body := strings.TrimSpace(string(e.response)); body != "" {
		text += ": " + strings.ToValidUTF8(body[:min(len(body), 1000)], "�")
	}
	return text
}
