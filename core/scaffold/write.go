package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// ErrTaken says that a folder holds something already.
var ErrTaken = errors.New("there is something in it already: name a folder that is empty, or isn't there yet")

// Free says whether a folder can be filled: it is empty, or isn't there.
func Free(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("looking into the folder: %w", err)
	case len(entries) > 0:
		return fmt.Errorf("%s: %w", dir, ErrTaken)
	}
	return nil
}

// Write fills a folder, which is made if it isn't there. No file that is there is
// ever replaced.
func Write(dir string, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // sources, for all to read
			return fmt.Errorf("making a folder of the module: %w", err)
		}
		if err := writeNew(path, files[name]); err != nil {
			return fmt.Errorf("writing the module: %w", err)
		}
	}
	return nil
}

func writeNew(path string, text []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // a source, for all to read
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}
