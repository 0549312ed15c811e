package config

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/drayhq/dray/core/config/tree"
)

// source gives what ${env:NAME} and ${file:PATH} stand for. Relative paths are
// from dir.
func (l *loader) source(dir string) tree.Source {
	return tree.Source{
		Env: func(name string) (string, error) {
			if value := l.environ[name]; value != "" {
				return value, nil
			}
			return "", fmt.Errorf("the environment variable %s is not set", name)
		},
		File: func(path string) (string, error) {
			full := path
			if !filepath.IsAbs(full) {
				full = filepath.Join(dir, full)
			}
			data, err := l.options.ReadFile(full)
			if err != nil {
				return "", fmt.Errorf("reading the file %s: %w", path, cause(err))
			}
			return strings.TrimSuffix(strings.TrimSuffix(string(data), "\n"), "\r"), nil
		},
	}
}
