package bound_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/drayhq/dray/plugins/wasm/bound"
)

// What compiles still does when it can be stopped, it does the same, and what runs on
// for ever is stopped.
func FuzzStoppable(f *testing.F) {
	for _, path := range modules(f) {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		if len(text) < 20_000 {
			f.Add(text)
		}
	}
	f.Add(endless("\x41\x05\x10\x00\x0b", twice("\x41\x00\x11\x01\x00")))
	f.Add(endless("\x03\x40\x41\x00\x0e\x00\x00\x0b\x0b"))
	f.Add(endless(fill + copies + "\x0b"))
	f.Add(function("\x03\x40\x0c\x00\x0b\x0b", section(8, "\x00")))
	f.Add(function("\xfd\x0c"+strings.Repeat("\x03\x40", 8)+"\xfd\x80\x01\xfd\x15\x00\x1a\x0b", section(7, "\x01\x01f\x00\x00")))
	f.Fuzz(func(t *testing.T, file []byte) {
		text, err := bound.Module(file)
		if err != nil {
			return
		}
		plain := newSandbox(t, true)
		if !plain.compile(text) {
			return
		}
		stoppable, err := bound.Stoppable(text)
		if strings.Contains(words(err), "has the instruction 0xfd 0x") {
			return // of later vectors, which the compiler takes for two others
		}
		if err != nil {
			t.Fatalf("it compiles, and can't be made stoppable: %v", err)
		}
		counted := newSandbox(t, false)
		if !counted.compile(stoppable) {
			t.Fatal("made stoppable it doesn't compile")
		}
		compare(t, plain, counted)
	})
}

// sandbox is a runtime with one module.
type sandbox struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
}

func newSandbox(t *testing.T, closes bool) *sandbox {
	t.Helper()
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(64).WithCloseOnContextDone(closes)
	s := &sandbox{runtime: wazero.NewRuntimeWithConfig(t.Context(), config)}
	t.Cleanup(func() { s.runtime.Close(context.WithoutCancel(t.Context())) })
	return s
}

// compile says whether a module compiles. What the compiler breaks over, it doesn't.
func (s *sandbox) compile(text []byte) (ok bool) {
	defer func() { ok = recover() == nil && ok }()
	compiled, err := s.runtime.CompileModule(context.Background(), text)
	s.compiled = compiled
	return err == nil
}

// compare calls the functions that need nothing in both, and compares what they give.
func compare(t *testing.T, plain, counted *sandbox) {
	t.Helper()
	if len(plain.compiled.ImportedFunctions())+len(plain.compiled.ImportedMemories()) > 0 {
		return
	}
	want, err := plain.instance()
	got, countedErr := counted.instance()
	if countedErr == nil && got.ExportedFunction(bound.Start) != nil {
		return // which runs when it is called
	}
	if outcome(err) != outcome(countedErr) {
		t.Fatalf("instantiating it gave %v, and gives %v", err, countedErr)
	}
	if err != nil {
		return
	}
	stop := got.ExportedGlobal(bound.Stop).(api.MutableGlobal)
	for name, f := range plain.compiled.ExportedFunctions() {
		if len(f.ParamTypes()) > 0 {
			continue
		}
		timer := time.AfterFunc(50*time.Millisecond, func() { stop.Set(1) })
		after, countedErr := got.ExportedFunction(name).Call(t.Context())
		if !timer.Stop() {
			return // the other one might never end: it looks in loops only
		}
		before, err := want.ExportedFunction(name).Call(t.Context())
		if strings.Contains(words(err)+words(countedErr), "stack overflow") {
			return // which comes sooner or later by what a frame holds
		}
		if outcome(err) != outcome(countedErr) || len(before) != len(after) {
			t.Fatalf("%s gave %v %v, and gives %v %v", name, before, err, after, countedErr)
		}
		if err != nil {
			return // what it did to its memory by then is of no use
		}
		for i, kind := range f.ResultTypes() {
			if kind != api.ValueTypeExternref && kind != 0x70 && before[i] != after[i] {
				t.Fatalf("%s gave %v, and gives %v", name, before, after)
			}
		}
	}
}

func (s *sandbox) instance() (api.Module, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	return s.runtime.InstantiateModule(ctx, s.compiled, wazero.NewModuleConfig().WithName("").WithStartFunctions())
}

func words(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// outcome is the first line of an error, "" for none.
func outcome(err error) string {
	line, _, _ := strings.Cut(words(err), "\n")
	return line
}
