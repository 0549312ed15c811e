package bound_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/wasm/bound"
)

// plainType is the section of one type, of functions without parameters and results.
var plainType = section(1, "\x01\x60\x00\x00")

// function gives a module of one function without locals, with what comes in between.
func function(code string, between ...string) []byte {
	return file(plainType, section(3, "\x01\x00"), strings.Join(between, ""), section(10, "\x01"+sized("\x00"+code)))
}

// memory is the section of one memory of 16 MiB.
var memory = section(5, "\x01\x00\x80\x02")

func sized(body string) string { return section(0, body)[1:] }

// What counts is put behind the head of loops and in front of long instructions, and
// comes last of its kind everywhere, so that no index shifts.
func TestStoppable(t *testing.T) {
	const (
		head    = "\x23\x00\x41\x01\x6b\x24\x00\x23\x00\x41\x00\x48\x04\x40\x10\x01\x0b" // a count of one
		pause   = "\x12\x00\x41\x00\x40\x00\x1a\x41\x80\x20\x24\x00\x23\x01\x04\x40\x00\x0b\x0b"
		globals = "\x02\x7f\x01\x41\x00\x0b\x7f\x01\x41\x00\x0b"
	)
	for before, want := range map[string]string{
		"\x0b":                     "\x0b",
		"\x03\x40\x0b\x0b":         "\x03\x40" + head + "\x0b\x0b",
		"\x10\x00\x0b":             head + "\x10\x00\x0b",
		"\x41\x00\x11\x00\x00\x0b": head + "\x41\x00\x11\x00\x00\x23\x01\x04\x40\x00\x0b\x0b",
		"\x41\x00\x41\x00\x41\x05\xfc\x0b\x00\x0b":                                         "\x41\x00\x41\x00\x41\x05\x10\x02\xfc\x0b\x00\x0b",
		"\xfd\x0c\x03\x40\x03\x40\x03\x40\x03\x40\x03\x40\x03\x40\x03\x40\x03\x40\x1a\x0b": "\xfd\x0c\x03\x40\x03\x40\x03\x40\x03\x40\x03\x40\x03\x40\x03\x40\x03\x40\x1a\x0b",
	} {
		got, err := bound.Stoppable(function(before, memory))
		if err != nil {
			t.Errorf("% x: %v", before, err)
			continue
		}
		for _, part := range []string{sized("\x00" + want), pause, section(6, globals), section(3, "\x03\x00\x01\x02"), section(7, "\x01\x09dray:stop\x03\x01")} {
			if !bytes.Contains(got, []byte(part)) {
				t.Errorf("% x becomes\n% x, without\n% x", before, got, part)
			}
		}
	}
}

// What isn't known could hide a loop, and a global of a module's own could be the one
// that counts.
func TestRefusesWhatCannotBeStopped(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"tail call":       {function("\x12\x00\x0b"), "its function 0 has the instruction 0x12, which dray doesn't know"},
		"atomics":         {function("\xfe\x03\x00\x0b"), "the instruction 0xfe, "},
		"relaxed vectors": {function("\xfd\x80\x02\x0b"), "the instruction 0xfd 0x100, "},
		"no vector":       {function("\xfd\x9a\x01\x0b"), "the instruction 0xfd 0x9a, "},
		"misc":            {function("\xfc\x12\x0b"), "the instruction 0xfc 0x12, "},
		"a global":        {function("\x41\x00\x24\x00\x0b"), "can't be read"},
		"to stop":         {function("\x41\x00\x24\x01\x0b"), "(function 0)"},
		"reads it":        {function("\x23\x00\x1a\x0b"), "can't be read"},
		"no function":     {function("\x10\x01\x0b"), "can't be read"},
		"no memory":       {function("\x3f\x00\x1a\x0b"), "can't be read"},
		"exports it":      {function("\x0b", section(7, "\x01\x01a\x03\x00")), "can't be read"},
		"exports memory":  {function("\x0b", section(7, "\x01\x01a\x02\x00")), "can't be read"},
		"half a global":   {file(plainType, section(6, "\x01\x7f\x01\x41\x00\x0b\x7f\x01")), "can't be read"},
		"no such start":   {function("\x0b", section(8, "\x01")), "can't be read"},
		"name":            {function("\x0b", section(7, "\x01\x09dray:stop\x00\x00")), "it exports dray:stop, a name that dray keeps for itself"},
		"other name":      {function("\x0b", section(7, "\x01\x0adray:start\x00\x00")), "it exports dray:start, "},
		"twice":           {file(plainType, plainType), "its type section is in the wrong place, or there are two of them"},
		"tags":            {file(section(13, "\x00")), "it has a tag section, which dray doesn't know"},
		"no end":          {function("\x01"), "can't be read"},
		"past the end":    {function("\x0b\x01"), "can't be read"},
		"open":            {function("\x03\x40\x0b"), "can't be read"},
		"long type":       {function("\x02\xc0\x7f\x0b\x0b"), "can't be read"},
		"no header":       {nil, "can't be read"},
		"a section":       {file("\x0a\x05"), "can't be read"},
		"fewer bodies":    {file(plainType, section(3, "\x01\x00")), "can't be read"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := bound.Stoppable(c.file); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}

func TestStoppableModulesCompile(t *testing.T) {
	for _, path := range modules(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if text, err = bound.Module(text); err == nil {
			text, err = bound.Stoppable(text)
		}
		if err == nil {
			err = compiles(t.Context(), text)
		}
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// modules gives the paths of the repository's modules.
func modules(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("../../../*/*/*.wasm")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no modules: %v", err)
	}
	more, err := filepath.Glob("../testdata/*.wasm")
	if err != nil || len(more) == 0 {
		t.Fatalf("no modules: %v", err)
	}
	return append(paths, more...)
}
