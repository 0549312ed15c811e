package files

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Digest is a text that is another one once the file, or a file right in the folder,
// holds something else. What is neither is not read: a pipe would be emptied.
func Digest(path string) string {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "absent"
	case err != nil:
		return err.Error()
	case info.Mode().IsRegular():
		return content(path)
	case !info.IsDir():
		return info.Mode().Type().String()
	}
	sum := sha256.New()
	for _, name := range within(path) {
		_, _ = fmt.Fprintf(sum, "%q %s\n", name, content(filepath.Join(path, name))) // a hash takes all
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func content(path string) string {
	file, err := os.Open(path)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = file.Close() }()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return err.Error()
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// within gives the regular files of a folder, by name; none if it is no folder.
func within(path string) (names []string) {
	entries, _ := os.ReadDir(path) // what can't be read is told of by who needs it
	for _, entry := range entries {
		if info, err := os.Stat(filepath.Join(path, entry.Name())); err == nil && info.Mode().IsRegular() {
			names = append(names, entry.Name())
		}
	}
	return names
}
