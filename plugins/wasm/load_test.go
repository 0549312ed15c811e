package wasm_test

import (
	"bytes"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/wasm"
	"github.com/drayhq/dray/sdk"
)

// What can't be used is refused at start, with the file's name and why.
func TestLoadRefuses(t *testing.T) {
	good, err := os.ReadFile("testdata/hostile.wasm")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{
		"empty": {}, "html": []byte("<!DOCTYPE html>"), "text": []byte("(module (func))"),
		"version": []byte("\x00asm\x02\x00\x00\x00"), "component": []byte("\x00asm\x0d\x00\x01\x00"),
		"head": []byte("\x00asm\x01"), "bare": []byte("\x00asm\x01\x00\x00\x00"),
		"cut": good[:len(good)/2], "garbage": append(bytes.Clone(good[:8]), bytes.Repeat([]byte{0xff}, 100)...),
	}
	for name, want := range map[string]string{
		"empty":           "the file is empty",
		"html":            `the file is no WebAssembly: it begins with "<!DO"`,
		"text":            "the file is WebAssembly's text form: make it binary, with wat2wasm",
		"version":         "the file has version 02 00 00 00 of WebAssembly",
		"component":       "the file is a component, and a core module is needed: build it for wasm32-unknown-unknown",
		"head":            "the file is cut short",
		"bare":            "it exports none of dray_abi_1, handle_request and _start",
		"cut":             "the file is cut short: its code section has ",
		"garbage":         "the file can't be read: its sections or its functions are not of the form",
		"no_export":       `it has transform, so it may lack (export "dray_abi_1" (func))`,
		"no_transform":    "it exports dray_abi_1, so it is a module of the kind dray ABI 1: it must export transform as well, as (func (result i32))",
		"wrong_signature": "its transform is (func (param i32) (result i32)) and must be (func (result i32))",
		"unknown_import":  "it imports dray.exec, which there is not",
		"unknown_module":  "it imports env.emscripten_notify, and a module of the kind dray ABI 1 can import dray and wasi_snapshot_preview1 only",
		"wrong_import":    "it imports dray.get as (func (param i64) (result i32)), which is (func (param i32 i32 i32 i32) (result i32))",
		"start_trap":      "calling its _initialize: unreachable",
		"endless_start":   "calling its _initialize: it ran for longer than 1s and was stopped",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, name+".wasm")
			if text, made := files[name]; made {
				write(t, path, text)
			} else {
				copyModule(t, name, path)
			}
			e, _ := env(dir)
			for how, set := range map[string]func(*wasm.Settings){
				"module": func(s *wasm.Settings) { s.Module = name + ".wasm" },
				"dir":    func(s *wasm.Settings) { s.Dir = dir },
			} {
				_, err := open(t, e, set)
				if err == nil || !strings.Contains(err.Error(), path+": ") || !strings.Contains(err.Error(), want) {
					t.Errorf("%s: %v\nwant %s", how, err, want)
				}
			}
		})
	}
}

func TestSettingsAreChecked(t *testing.T) {
	e, _ := env(".")
	e.Parks = false
	for want, set := range map[string]func(*wasm.Settings){
		"on_trap: dead_letter needs somewhere": func(s *wasm.Settings) { s.OnTrap = "dead_letter" },
		"module and dir are both set":          func(s *wasm.Settings) { s.Module, s.Dir = "a.wasm", "b" },
		"sha256 is the digest of one file":     func(s *wasm.Settings) { s.SHA256 = "00" },
		"memory is 1 bytes":                    func(s *wasm.Settings) { s.Memory = 1 },
		"timeout and command_timeout":          func(s *wasm.Settings) { s.Timeout = 0 },
		"output and host_calls":                func(s *wasm.Settings) { s.HostCalls = 0 },
		"reading the module: ":                 func(s *wasm.Settings) { s.Module = "nowhere.wasm" },
		"its configure refused with 1: team is missing": func(s *wasm.Settings) {
			s.Module, s.Config = "testdata/hostile.wasm", map[string]any{"do": "refuse"}
		},
		"calling its configure: it ran for longer than 1s": func(s *wasm.Settings) {
			s.Module, s.Config, s.HostCalls = "testdata/hostile.wasm", map[string]any{"do": "configure for ever"}, 1<<40
		},
	} {
		if _, err := open(t, e, set); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
}

func TestDigests(t *testing.T) {
	dir := t.TempDir()
	copyModule(t, "hostile", filepath.Join(dir, "m.wasm"))
	e, _ := env(dir)
	_, err := open(t, e, func(s *wasm.Settings) { s.Module, s.RequireDigest = "m.wasm", true })
	if err == nil {
		t.Fatal("a module that nothing pins was taken with require_digest")
	}
	_, digest, _ := strings.Cut(err.Error(), "its SHA-256, which is ")
	digest = digest[:64]
	if _, err := hex.DecodeString(digest); err != nil {
		t.Fatalf("the error names no digest: %v", err)
	}
	const absent = "absent"
	wrong, beside := strings.Repeat("0", 64), filepath.Join(dir, "m.wasm.sha256")
	for name, c := range map[string]struct {
		config, beside string
		want           string // of the error; "" for none
	}{
		"in the config": {digest, absent, ""}, "beside it": {"", digest + "  m.wasm\n", ""}, "both": {strings.ToUpper(digest), digest, ""},
		"another in the config": {wrong, digest, "this is another file than was meant"},
		"another beside it":     {digest, wrong, "this is another file than was meant"},
		"nothing beside it":     {digest, " \n", "m.wasm.sha256 is empty: write the module's SHA-256 into it"},
	} {
		if err := os.WriteFile(beside, []byte(c.beside), 0o600); err != nil {
			t.Fatal(err)
		}
		if c.beside == absent {
			if err := os.Remove(beside); err != nil {
				t.Fatal(err)
			}
		}
		_, err := open(t, e, func(s *wasm.Settings) { s.Module, s.RequireDigest, s.SHA256 = "m.wasm", true, c.config })
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAModuleThatLiesInNoFile(t *testing.T) {
	text, err := os.ReadFile("testdata/add_fields.wasm")
	if err != nil {
		t.Fatal(err)
	}
	e, _ := env(t.TempDir())
	e.Watch = true
	step, err := open(t, e, func(s *wasm.Settings) { s.Module, s.Bytes = "mine.wasm", text })
	if err != nil {
		t.Fatal(err)
	}
	members, done := step.(sdk.Group).Members()
	defer done()
	if len(members) != 1 || members[0].Name != "mine.wasm" {
		t.Errorf("it is made of %v", members)
	}
	if _, err := open(t, e, func(s *wasm.Settings) { s.Module, s.Bytes = "mine.wasm", []byte{} }); err == nil || !strings.HasPrefix(err.Error(), "mine.wasm: the file is empty") {
		t.Errorf("an empty one: %v", err)
	}
}
