package bound_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"

	"github.com/drayhq/dray/plugins/wasm/bound"
)

// four billion, as LEB128
const many = "\xff\xff\xff\xff\x0f"

func file(sections ...string) []byte {
	return []byte("\x00asm\x01\x00\x00\x00" + strings.Join(sections, ""))
}

func section(id byte, content string) string {
	return string(binary.AppendUvarint([]byte{id}, uint64(len(content)))) + content
}

// What a small file claims is refused before anyone makes room for it.
func TestRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"locals":         {file(section(10, "\x01\x0a\x01"+many+"\x7f\x41\x00\x0b")), "one of its functions has 4294967295 locals, and 50000 are the most"},
		"locals in sum":  {file(section(10, "\x01\x0a\x02\xa8\xc3\x01\x7f\xa9\xc3\x01\x7e\x0b")), "one of its functions has 50001 locals"},
		"types":          {file(section(1, many)), "there are 4294967295 types, and 0 bytes are left"},
		"parameters":     {file(section(1, "\x01\x60"+many)), "4294967295 parameters of a function"},
		"results":        {file(section(1, "\x01\x60\x01\x7f"+many)), "4294967295 results of a function"},
		"a group":        {file(section(1, "\x01\x4e"+many)), "4294967295 types of a group"},
		"imports":        {file(section(2, many)), "4294967295 imports"},
		"import name":    {file(section(2, "\x01\x01e"+many)), "an import's name says that it has 4294967295 bytes, and 0 are left"},
		"functions":      {file(section(3, many)), "4294967295 functions"},
		"tables":         {file(section(4, many)), "4294967295 tables"},
		"globals":        {file(section(6, many)), "4294967295 globals"},
		"exports":        {file(section(7, many)), "4294967295 exports"},
		"export name":    {file(section(7, "\x01"+many)), "an export's name"},
		"segments":       {file(section(9, many)), "4294967295 element segments"},
		"elements":       {file(section(9, "\x01\x00\x41\x00\x0b"+many)), "4294967295 elements of a segment"},
		"passive":        {file(section(9, "\x01\x01\x00"+many)), "4294967295 elements of a segment"},
		"expressions":    {file(section(9, "\x01\x05\x70"+many)), "4294967295 elements of a segment"},
		"of table 1":     {file(section(9, "\x01\x06\x01\x41\x00\x0b\x70"+many)), "4294967295 elements of a segment"},
		"after vector":   {file(section(9, "\x01\x00\xfd\x0c"+strings.Repeat("\x00", 16)+"\x0b"+many)), "4294967295 elements of a segment"},
		"bodies":         {file(section(10, many)), "4294967295 functions"},
		"a body":         {file(section(10, "\x01"+many)), "a function says that it has 4294967295 bytes"},
		"data":           {file(section(11, many)), "4294967295 data segments"},
		"a segment":      {file(section(11, "\x01\x01"+many)), "a data segment says that it has 4294967295 bytes"},
		"table":          {file(section(4, "\x01\x70\x00\x81\x80\x40")), "its tables have 1048577 elements and more, and 1048576 are the most"},
		"two tables":     {file(section(4, "\x02\x70\x00\x80\x80\x40\x6f\x00\x01")), "its tables have 1048577 elements"},
		"imports table":  {file(section(2, "\x01\x03env\x01t\x01\x70\x00\x01")), "it imports the table env.t: a module can import functions only"},
		"imports global": {file(section(2, "\x01\x03env\x01g\x03\x7f\x00")), "it imports the global env.g"},
		"section":        {file("\x01" + many + "\x00"), "the file is cut short: its type section has 4294967295 bytes, and 1 are left"},
		"half a count":   {file(section(1, "\x01\x60\xff\xff"), section(2, many)), "one of its sections or functions ends too soon"},
		"half a segment": {file(section(9, "\x01\x00\x41")), "one of its sections or functions ends too soon"},
		"odd section":    {file("\x20\x05\x00"), "its 0x20 section has 5 bytes"},
		"header":         {[]byte("\x00asm\x01"), "the file is cut short"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := bound.Module(c.file); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}

// What isn't understood is for the compiler to refuse, which it does.
func TestLeavesTheRestToTheCompiler(t *testing.T) {
	for name, content := range map[string][]byte{
		"a number too long":  file(section(1, "\xff\xff\xff\xff\xff\xff")),
		"a size too long":    file("\x01\xff\xff\xff\xff\xff\xff"),
		"no such type":       file(section(1, "\x01\x40")),
		"no such constant":   file(section(9, "\x01\x00\x99"+many)),
		"no such segment":    file(section(9, "\x01\x08"+many)),
		"no such data":       file(section(11, "\x01\x03"+many)),
		"no such import":     file(section(2, "\x01\x01e\x01f\x09")),
		"a shared table":     file(section(4, "\x01\x70\x03\x01\x01")),
		"a most below least": file(section(4, "\x01\x70\x01\x05\x01")),
		"no such section":    file(section(20, many)),
		"a section too long": file(section(4, "\x01\x70\x00\x01\x00")),
	} {
		t.Run(name, func(t *testing.T) {
			text, err := bound.Module(content)
			if err != nil {
				t.Fatalf("%v, want it left as it is", err)
			}
			if err := compiles(t.Context(), text); err == nil {
				t.Errorf("the compiler takes % x", text)
			}
		})
	}
}

// Tables keep the size that they begin with and can't outgrow what they may have.
func TestBoundsTables(t *testing.T) {
	for before, want := range map[string]string{
		"\x01\x70\x00\x05":             "\x01\x70\x01\x05\x80\x80\x40",
		"\x01\x70\x01\x05" + many:      "\x01\x70\x01\x05\x80\x80\x40",
		"\x01\x6f\x01\x05\x07":         "\x01\x6f\x01\x05\x07",
		"\x02\x70\x00\x05\x70\x00\x06": "\x02\x70\x01\x05\x80\x80\x20\x70\x01\x06\x80\x80\x20",
	} {
		got, err := bound.Module(file(section(4, before)))
		if err != nil || !bytes.Equal(got, file(section(4, want))) {
			t.Errorf("% x becomes % x (%v)\nwant % x", before, got, err, file(section(4, want)))
		}
	}
}

// What compilers make stays the same, less what they say to debuggers.
func TestLeavesModulesAsTheyAre(t *testing.T) {
	paths, err := filepath.Glob("../testdata/*.wasm")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no modules: %v", err)
	}
	for _, path := range paths {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text, err := bound.Module(slices.Concat(whole, []byte(section(0, "\x04name\x01"+many))))
		if err != nil || !bytes.Equal(text, whole) {
			t.Errorf("%s: %v, or it was changed", path, err)
		}
		if err := compiles(t.Context(), text); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func compiles(ctx context.Context, text []byte) error {
	rt := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer rt.Close(ctx)
	_, err := rt.CompileModule(ctx, text)
	return err
}
