package files

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestBook(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, text string) { t.Helper(); must(t, os.WriteFile(at(name), []byte(text), 0o600)) }
	write("file", "1")
	must(t, os.Mkdir(at("folder"), 0o700))
	write("folder/a", "1")
	must(t, os.Mkdir(at("..1"), 0o700))
	must(t, os.Mkdir(at("..2"), 0o700))
	write("..1/mounted", "1")
	write("..2/mounted", "2")
	must(t, os.Symlink("..1", at("..data")))
	must(t, os.Symlink("..data/mounted", at("mounted")))
	must(t, syscall.Mkfifo(at("pipe"), 0o600))
	fresh := func() *Book {
		b := &Book{}
		for _, name := range []string{"file", "folder", "mounted", "absent", "pipe"} {
			b.Note(at(name))
		}
		return b
	}
	for _, step := range []struct {
		change string
		do     func()
		want   []string
	}{
		{"none", func() {}, nil},
		{"the same again", func() { write("file", "1") }, nil},
		{"in place", func() { write("file", "2") }, []string{at("file")}},
		{"in a folder", func() { write("folder/a", "2") }, []string{at("folder")}},
		{"a new one in a folder", func() { write("folder/b", "2") }, []string{at("folder")}},
		{"a swapped link", func() { must(t, os.Symlink("..2", at("new"))); must(t, os.Rename(at("new"), at("..data"))) }, []string{at("mounted")}},
		{"it came", func() { write("absent", "") }, []string{at("absent")}},
		{"it went", func() { must(t, os.Remove(at("file"))) }, []string{at("file")}},
	} {
		b := fresh()
		stamp := b.Stamp()
		step.do()
		if got := b.Changed(); !slices.Equal(got, step.want) {
			t.Errorf("%s: changed are %q, want %q", step.change, got, step.want)
		}
		if step.want != nil && b.Stamp() == stamp {
			t.Errorf("%s: the stamp is the same", step.change)
		}
	}
	if got, want := fresh().Folders(), []string{dir, at("..2"), at("folder")}; !slices.Equal(got, want) {
		t.Errorf("the folders are %q, want %q", got, want)
	}
}

func TestJoinNotesWhatIsThereNow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	old, b := &Book{}, &Book{}
	old.Note(path)
	must(t, os.WriteFile(path, []byte("1"), 0o600))
	b.Join(old)
	if got := b.Changed(); got != nil {
		t.Errorf("changed are %q", got)
	}
	old.Note(path) // who noted it first may have read what was there then
	if got := old.Changed(); len(got) != 1 {
		t.Errorf("changed are %q, want the file", got)
	}
}
