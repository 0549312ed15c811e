package files

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Book is the files and folders that something was made of, each with what it held
// right before it was read. Its zero value is empty. It is safe for concurrent use.
type Book struct {
	mu   sync.Mutex
	held map[string]string // digests, by path
}

// Note enters a file or folder, there or not, before it is read.
func (b *Book) Note(path string) {
	digest := Digest(path)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.held == nil {
		b.held = map[string]string{}
	}
	if _, noted := b.held[path]; !noted { // who read it first may have read the older one
		b.held[path] = digest
	}
}

// Join notes what else another book has.
func (b *Book) Join(other *Book) {
	for _, path := range other.paths() {
		b.Note(path)
	}
}

// Changed gives the paths that hold something else now, in order.
func (b *Book) Changed() (changed []string) {
	for _, path := range b.paths() {
		b.mu.Lock()
		held := b.held[path]
		b.mu.Unlock()
		if Digest(path) != held {
			changed = append(changed, path)
		}
	}
	return changed
}

// Folders gives those in which a change of the files shows: where their names are,
// and where links lead.
func (b *Book) Folders() []string {
	folders := map[string]bool{}
	for _, path := range b.paths() {
		at := []string{path}
		if leads, err := filepath.EvalSymlinks(path); err == nil {
			at = append(at, leads)
		}
		for _, path := range at {
			folders[filepath.Dir(path)] = true
			if info, err := os.Stat(path); err == nil && info.IsDir() {
				folders[path] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(folders))
}

// Stamp is another text once something may have changed. Nothing is read for it.
func (b *Book) Stamp() string {
	var text strings.Builder
	for _, path := range b.paths() {
		stamp(&text, path)
		for _, name := range within(path) {
			stamp(&text, filepath.Join(path, name))
		}
	}
	return text.String()
}

func stamp(to *strings.Builder, path string) {
	if info, err := os.Stat(path); err == nil {
		leads, _ := filepath.EvalSymlinks(path) // another file may be of the same size and time
		fmt.Fprintln(to, path, leads, info.Size(), info.ModTime().UnixNano())
	}
}

func (b *Book) paths() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Sorted(maps.Keys(b.held))
}
