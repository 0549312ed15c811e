package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"go.etcd.io/bbolt"

	"github.com/drayhq/dray/core/deadletter"
)

// edit changes a file as another program would.
func edit(path string, change func(*bbolt.Tx) error) error {
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		return err
	}
	return errors.Join(db.Update(change), db.Close())
}

// put has edit put a value.
func put(bucket, key []byte, value string) func(*bbolt.Tx) error {
	return func(tx *bbolt.Tx) error { return tx.Bucket(bucket).Put(key, []byte(value)) }
}

// overwrite writes into a file at an offset.
func overwrite(path string, at int64, data string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt([]byte(data), at)
	return errors.Join(err, f.Close())
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	const away = "move the file away, and dray begins with an empty one"
	for name, test := range map[string]struct {
		spoil func(path string) error
		want  []string
	}{
		"a folder in its place": {func(path string) error {
			return errors.Join(os.Remove(path), os.Mkdir(path, 0o700))
		}, []string{"is a directory", "move that folder away"}},
		"a file in the folder's place": {func(path string) error {
			return errors.Join(os.RemoveAll(filepath.Dir(path)), os.WriteFile(filepath.Dir(path), nil, 0o600))
		}, []string{"store.path must name a folder"}},
		"no database": {func(path string) error {
			return os.WriteFile(path, []byte(strings.Repeat("mapping: []\n", 1000)), 0o600)
		}, []string{"invalid database", away}},
		"a few bytes": {func(path string) error { return os.WriteFile(path, []byte("x"), 0o600) }, []string{away}},
		"half of it": {func(path string) error { return os.Truncate(path, 3*4096) },
			[]string{"the file is damaged: it has 12288 bytes of ", away}},
		"pages of nonsense": {func(path string) error {
			return overwrite(path, 2*4096, strings.Repeat("\xff\x00nonsense", 4096))
		}, []string{"the file is damaged: ", away}},
		"both headers": {func(path string) error { return overwrite(path, 0, strings.Repeat("\xff", 2*4096)) },
			[]string{"invalid database", away}},
		"a newer dray's": {func(path string) error { return edit(path, put(metaBucket, formatKey, string(number(format+1)))) },
			[]string{"in format 2, and this one reads format 1", "run that dray"}},
		"another program's": {func(path string) error {
			return errors.Join(os.Remove(path), edit(path, func(tx *bbolt.Tx) error {
				_, err := tx.CreateBucket([]byte("theirs"))
				return err
			}))
		}, []string{"another program's database"}},
		"a record": {func(path string) error { return edit(path, put(resultsBucket, number(99), "\x01x")) },
			[]string{"the file is damaged: record 0000000000000063 of results: ", away}},
		"a letter": {func(path string) error { return edit(path, put(lettersBucket, number(99), "\x09")) },
			[]string{"the file is damaged: letter 0000000000000063: ", "version 9", away}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "in", "here")
			s, err := Open(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			fill(t, s, 300)
			park(t, s, letter(1, deadletter.Trap, "{}"))
			if err := errors.Join(s.Close(), test.spoil(s.path)); err != nil {
				t.Fatal(err)
			}
			refused(t, dir, append(test.want, "opening the store "+filepath.Join(dir, "dray.db")+": "))
		})
	}
}

// refused asserts that opening a folder gives an error with these words.
func refused(t *testing.T, dir string, words []string) {
	t.Helper()
	s, err := Open(dir, Options{})
	if err == nil {
		s.Close()
		t.Fatal("it was opened all the same")
	}
	for _, want := range words {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %q, it lacks %q", err, want)
		}
	}
}

func TestOneAtATime(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir, Options{})
	refused(t, dir, []string{filepath.Join(dir, "dray.db"), "another process holds it, most likely a dray that is running"})
}

func TestOpenMakesFolderAndFileForItsUserAlone(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "a", "b"), Options{})
	for path, want := range map[string]os.FileMode{filepath.Dir(s.path): 0o700, s.path: 0o600} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
	}
}

// Root, as whom tests may run, can write anywhere.
func TestExplainSaysWhoMustBeAbleToWrite(t *testing.T) {
	for _, err := range []error{syscall.EACCES, syscall.EROFS, syscall.EPERM} {
		got := explain(&os.PathError{Op: "open", Path: "dray.db", Err: err})
		want := fmt.Sprintf("user %d must be able to write the folder and the file", os.Getuid())
		if !errors.Is(got, err) || !strings.HasSuffix(got.Error(), want) {
			t.Errorf("got %v, want %q", got, want)
		}
	}
}
