package inspect_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/plugins/wasm/inspect"
	"github.com/drayhq/dray/plugins/wasm/module"
)

func TestFile(t *testing.T) {
	got, err := inspect.File(t.Context(), "../testdata/wrong_import.wasm")
	if err != nil {
		t.Fatal(err)
	}
	want := inspect.Report{
		File: "../testdata/wrong_import.wasm", Kind: "dray ABI 1", SHA256: got.SHA256, Size: got.Size,
		Description: module.Description{
			Exports: []module.Function{{Name: "dray_abi_1", Type: "(func)"}, {Name: "transform", Type: "(func (result i32))"}},
			Imports: []module.Function{{Module: "dray", Name: "get", Type: "(func (param i64) (result i32))"}},
			Memory:  &module.Memory{Initial: 128 << 10},
		},
		Reason: "it imports dray.get as (func (param i64) (result i32)), which is (func (param i32 i32 i32 i32) (result i32))",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// What stands in a start function is never run: the first would trap, the second
// would not come back.
func TestRunsNothing(t *testing.T) {
	for _, name := range []string{"start_trap", "endless_start", "hostile", "http", "command"} {
		got, err := inspect.File(t.Context(), "../testdata/"+name+".wasm")
		if err != nil || !got.Usable {
			t.Errorf("%s: %v, %s", name, err, got.Reason)
		}
	}
}

func TestUnusable(t *testing.T) {
	const memory32 = "\x05\x04\x01\x00\x80\x04" // that a module begins with: 32 MiB
	const function = "\x01\x04\x01\x60\x00\x00" + "\x03\x02\x01\x00"
	const exports = "\x07\x13\x02\x06memory\x02\x00\x06_start\x00\x00"
	const body = "\x0a\x04\x01\x02\x00\x0b"
	for want, sections := range map[string]string{
		"it exports none of dray_abi_1, handle_request and _start":                            memory32,
		"one of its functions has 4294967295 locals":                                          "\x0a\x0a\x01\x08\x01\xff\xff\xff\xff\x0f\x7f\x0b",
		"compiling it: section memory: min 512 pages (32 Mi) over limit of 256 pages (16 Mi)": function + memory32 + exports + body,
	} {
		got := inspect.Contents(t.Context(), contents([]byte("\x00asm\x01\x00\x00\x00"+sections)))
		if got.Usable || !strings.Contains(got.Reason, want) {
			t.Errorf("%+v\nwant %s", got, want)
		}
		if described := strings.Contains(sections, memory32) && strings.Contains(sections, exports); described && got.Memory.Initial != 32<<20 {
			t.Errorf("it has %v bytes of memory", got.Memory)
		}
	}
}

// A file that is another than the one that was meant would not be loaded.
func TestPin(t *testing.T) {
	text, err := os.ReadFile("../testdata/hostile.wasm")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "m.wasm")
	write(t, path, string(text))
	write(t, path+".sha256", "00  m.wasm\n")
	got, err := inspect.File(t.Context(), path)
	if err != nil || got.Usable || !strings.Contains(got.Reason, "m.wasm.sha256 wants 00: this is another file than was meant") {
		t.Errorf("%v, %+v", err, got)
	}
}

func TestUnreadable(t *testing.T) {
	for path, want := range map[string]string{"nowhere.wasm": "no such file", "..": "is no file, but d"} {
		if _, err := inspect.File(t.Context(), path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}

func TestText(t *testing.T) {
	most := uint64(16 << 20)
	r := inspect.Report{File: "a.wasm", SHA256: "00ff", Size: 1234, Kind: "dray ABI 1", Usable: true, Description: module.Description{
		Exports: []module.Function{{Name: "dray_abi_1", Type: "(func)"}, {Name: "transform", Type: "(func (result i32))"}},
		Imports: []module.Function{{Module: "dray", Name: "remove\x1b[2J\t", Type: "(func (param i32 i32) (result i32))"}},
		Memory:  &module.Memory{Initial: 128 << 10, Max: &most},
	}}
	const want = `a.wasm
  kind     dray ABI 1
  sha256   00ff
  size     1,234 bytes
  memory   131,072 bytes, at most 16,777,216 bytes
  exports  dray_abi_1 (func)
           transform (func (result i32))
  imports  dray.remove\x1b[2J\t (func (param i32 i32) (result i32))
  usable   yes
`
	var b bytes.Buffer
	if err := r.Text(&b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
