package bound_test

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/drayhq/dray/plugins/wasm/bound"
)

// endless is a module of so many functions of an i32, then one of nothing, run. memory
// is of 16 MiB, and each function is an element of the table.
func endless(run string, others ...string) []byte {
	var types, elements, code strings.Builder
	for i, other := range others {
		types.WriteByte(1)
		elements.WriteByte(byte(i))
		code.WriteString(sized("\x00" + other))
	}
	count := byte(len(others))
	return file(
		section(1, "\x02\x60\x00\x00\x60\x01\x7f\x00"), section(3, string([]byte{count + 1})+types.String()+"\x00"),
		section(4, "\x01\x70\x00\x05"), memory, section(7, "\x01\x03run\x00"+string([]byte{count})),
		section(9, "\x01\x00\x41\x00\x0b"+string([]byte{count})+elements.String()),
		section(10, string([]byte{count + 1})+code.String()+sized("\x00"+run)),
	)
}

// twice is a function that ends at 0, and else calls twice what call calls, with one less.
func twice(call string) string {
	less := "\x20\x00\x41\x01\x6b" + call
	return "\x20\x00\x45\x04\x40\x0f\x0b" + less + less + "\x0b"
}

const (
	fill   = "\x41\x00\x41\x07\x41\x80\x80\x80\x08\xfc\x0b\x00" // 16 MiB
	copies = "\x41\x00\x41\x80\x80\x80\x04\x41\x80\x80\x80\x04\xfc\x0a\x00\x00"
)

// Whatever a guest does for ever, it can be stopped, and the collector needn't wait.
func TestEndlessGuests(t *testing.T) {
	for name, module := range map[string][]byte{
		"loop":              endless("\x03\x40\x0c\x00\x0b\x0b"),
		"br_if":             endless("\x03\x40\x41\x01\x0d\x00\x0b\x0b"),
		"br_table":          endless("\x03\x40\x41\x00\x0e\x00\x00\x0b\x0b"),
		"br_table of many":  endless("\x03\x40\x02\x40\x41\x01\x0e\x02\x00\x01\x01\x0b\x0b\x0b"),
		"loop in a loop":    endless("\x03\x40\x03\x40\x41\x00\x0d\x00\x0b\x0c\x00\x0b\x0b"),
		"recursion":         endless("\x41\x3f\x10\x00\x0b", twice("\x10\x00")),
		"mutual recursion":  endless("\x41\x3f\x10\x00\x0b", twice("\x10\x01"), twice("\x10\x00")),
		"through the table": endless("\x41\x3f\x10\x00\x0b", twice("\x41\x00\x11\x01\x00")),
		"table, mutual":     endless("\x41\x3f\x10\x00\x0b", twice("\x41\x01\x11\x01\x00"), twice("\x41\x00\x11\x01\x00")),
		"a small leaf":      endless("\x03\x40\x41\x00\x10\x00\x0c\x00\x0b\x0b", "\x0b"),
		"a large leaf":      endless("\x03\x40\x41\x00\x10\x00\x0c\x00\x0b\x0b", strings.Repeat("\x41\x00\x28\x02\x00\x1a", 20_000)+"\x0b"),
		"a large body":      endless("\x03\x40" + strings.Repeat("\x41\x00\x28\x02\x00\x1a", 20_000) + "\x0c\x00\x0b\x0b"),
		"fill in a loop":    endless("\x03\x40" + fill + "\x0c\x00\x0b\x0b"),
		"fill after fill":   endless(strings.Repeat(fill, 2_000) + "\x0b"),
		"copy after copy":   endless(strings.Repeat(copies, 5_000) + "\x0b"),
		"growing memory":    endless("\x03\x40\x41\x00\x40\x00\x1a\x0c\x00\x0b\x0b"),
	} {
		t.Run(name, func(t *testing.T) { stops(t, module, "run") })
	}
}

// One core is all that there is in many a container.
func TestEndlessGuestOnOneCore(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	stops(t, endless("\x03\x40\x0c\x00\x0b\x0b"), "run")
}

func TestEndlessStart(t *testing.T) {
	stops(t, function("\x03\x40\x0c\x00\x0b\x0b", section(8, "\x00")), bound.Start)
}

// stops runs a guest's function on each core at once, has the collector run, and stops
// them from outside.
func stops(t *testing.T, module []byte, name string) {
	t.Helper()
	ctx := t.Context()
	text, err := bound.Stoppable(module)
	if err != nil {
		t.Fatal(err)
	}
	rt := wazero.NewRuntime(ctx)
	defer rt.Close(ctx)
	compiled, err := rt.CompileModule(ctx, text)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		guest, err := rt.InstantiateModule(ctx, compiled, wazero.NewModuleConfig().WithName(""))
		if err != nil {
			t.Fatal(err)
		}
		stop := guest.ExportedGlobal(bound.Stop).(api.MutableGlobal)
		all.Go(func() {
			time.AfterFunc(20*time.Millisecond, func() { stop.Set(1) })
			if _, err := guest.ExportedFunction(name).Call(ctx); err == nil || !strings.Contains(err.Error(), "unreachable") {
				t.Errorf("it ended with %v, not stopped", err)
			}
		})
	}
	start := time.Now()
	runtime.GC()
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("the collector took %v", took)
	}
	all.Wait()
}

// A guest that was stopped while the host did something for it goes no further.
func TestStopsBehindCallsOfTheHost(t *testing.T) {
	for name, call := range map[string]string{"call": "\x10\x00", "call_indirect": "\x41\x00\x11\x00\x00"} {
		calls := 0
		module := file(plainType, section(2, "\x01\x01h\x01f\x00\x00"), section(3, "\x01\x00"), section(4, "\x01\x70\x00\x01"),
			section(7, "\x01\x03run\x00\x01"), section(9, "\x01\x00\x41\x00\x0b\x01\x00"), section(10, "\x01"+sized("\x00"+strings.Repeat(call, 100)+"\x0b")))
		text, err := bound.Stoppable(module)
		if err != nil {
			t.Fatal(err)
		}
		ctx := t.Context()
		rt := wazero.NewRuntime(ctx)
		_, err = rt.NewHostModuleBuilder("h").NewFunctionBuilder().WithFunc(func(_ context.Context, guest api.Module) {
			if calls++; calls == 3 {
				guest.ExportedGlobal(bound.Stop).(api.MutableGlobal).Set(1)
			}
		}).Export("f").Instantiate(ctx)
		if err != nil {
			t.Fatal(err)
		}
		guest, err := rt.Instantiate(ctx, text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := guest.ExportedFunction("run").Call(ctx); err == nil || calls != 3 {
			t.Errorf("%s: %d calls of the host, and then %v", name, calls, err)
		}
		rt.Close(ctx)
	}
}
