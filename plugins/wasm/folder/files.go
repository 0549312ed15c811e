package folder

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Files says which files a step is made of.
type Files struct {
	dir  string
	only string // the one file's name, "" for all modules
	text []byte // of the one file; nil: it is read
}

// Folder are all *.wasm of a folder, in the order of their names, but for hidden ones,
// which tools leave behind (._labels.wasm, .labels.tmp.wasm). A folder that is not
// there has none.
func Folder(dir string) Files { return Files{dir: dir} }

// File is a single one, which must be there.
func File(path string) Files {
	return Files{dir: filepath.Dir(path), only: filepath.Base(path)}
}

// Memory is a single one that lies in no folder.
func Memory(name string, text []byte) Files { return Files{only: name, text: text} }

// Contents is one file as it was read.
type Contents struct {
	Name   string // without the folder: labels.wasm
	Bytes  []byte
	Digest string // SHA-256, in hex
	Pin    string // what NAME.sha256 beside it holds, "" if there is none
}

// same says whether nothing has changed.
func (c Contents) same(other Contents) bool { return c.Digest == other.Digest && c.Pin == other.Pin }

// most bounds a module's file, in bytes.
const most = 256 << 20

// names gives the files that there are now, sorted.
func (f Files) names() ([]string, error) {
	if f.only != "" {
		return []string{f.only}, nil
	}
	entries, err := os.ReadDir(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the folder of modules: %w", err)
	}
	var names []string
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasSuffix(name, ".wasm") && !strings.HasPrefix(name, ".") && !entry.IsDir() {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// stamp tells whether files may have changed without reading them.
func (f Files) stamp() string {
	var b strings.Builder
	names, _ := f.names() // what can't be read is for the reader to tell of
	for _, name := range names {
		for _, file := range []string{name, name + ".sha256"} {
			if info, err := os.Stat(filepath.Join(f.dir, file)); err == nil {
				fmt.Fprintln(&b, file, info.Size(), info.ModTime().UnixNano())
			}
		}
	}
	return b.String()
}

// Read reads the one file, and its pin, as a step would.
func Read(path string) (Contents, error) { return File(path).read(filepath.Base(path)) }

// read reads a file and its pin.
func (f Files) read(name string) (Contents, error) {
	if f.text != nil {
		return contents(name, f.text, ""), nil
	}
	path := filepath.Join(f.dir, name)
	info, err := os.Stat(path)
	if err != nil {
		return Contents{}, fmt.Errorf("reading the module: %w", err)
	}
	if !info.Mode().IsRegular() { // to read a pipe would wait for ever
		return Contents{}, fmt.Errorf("reading the module: %s is no file, but %s", path, info.Mode())
	}
	if info.Size() > most {
		return Contents{}, fmt.Errorf("the module has %d bytes, and %d are the most", info.Size(), most)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return Contents{}, fmt.Errorf("reading the module: %w", err)
	}
	pin, err := os.ReadFile(path + ".sha256")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Contents{}, fmt.Errorf("reading the module's digest: %w", err)
	}
	if err == nil && len(strings.Fields(string(pin))) == 0 { // a slip must not take the pin away
		return Contents{}, fmt.Errorf("reading the module's digest: %s.sha256 is empty: write the module's SHA-256 into it, as sha256sum does, or remove it", path)
	}
	return contents(name, text, string(pin)), nil
}

func contents(name string, text []byte, pin string) Contents {
	sum := sha256.Sum256(text)
	return Contents{Name: name, Bytes: text, Digest: hex.EncodeToString(sum[:]), Pin: pin}
}
