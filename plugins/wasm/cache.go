package wasm

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/tetratelabs/wazero"
)

// openCache opens the folder of compiled code, nil for none. What lies there is run
// as it is, so that nobody else may write or read it.
func openCache(path, dir string) (wazero.CompilationCache, error) {
	if path == "" {
		return nil, nil
	}
	path = absolute(dir, path)
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("making cache_dir: %w", err)
	}
	info, err := os.Lstat(path)
	if err != nil {
		return nil, fmt.Errorf("reading cache_dir: %w", err)
	}
	if !info.IsDir() || info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("cache_dir %s is %s: it holds native code, so it must be a folder that its owner alone can use (chmod 700)", path, info.Mode())
	}
	if !ours(info) {
		return nil, fmt.Errorf("cache_dir %s belongs to another user: it holds native code, so it must be of who runs dray", path)
	}
	cache, err := wazero.NewCompilationCacheWithDir(path)
	if err != nil {
		return nil, fmt.Errorf("opening cache_dir %s: %w", path, err)
	}
	return cache, nil
}

// ofCache says whether a module wasn't compiled because of the cache: what it holds
// is broken, or nothing can be written there. wazero says so in words only, those of
// its own or of a path in dir.
func ofCache(err error, dir string) bool {
	return err != nil && (strings.Contains(err.Error(), "compilationcache: ") || strings.Contains(err.Error(), " "+dir+string(filepath.Separator)))
}
