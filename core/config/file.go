package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/drayhq/dray/core/config/tree"
)

// System is the config file that is read where there is no other.
const System = "/etc/dray/dray.yaml"

// file reads the config file, and gives the folder that its paths start from.
func (l *loader) file() (root *tree.Node, dir string) {
	shown, path := l.options.File, l.options.File
	var data []byte
	var err error
	if path != "" {
		if !filepath.IsAbs(path) {
			path = filepath.Join(l.options.Dir, path)
		}
		data, err = l.options.ReadFile(path)
	} else {
		shown, path = "dray.yaml", filepath.Join(l.options.Dir, "dray.yaml")
		if data, err = l.options.ReadFile(path); errors.Is(err, fs.ErrNotExist) && !l.options.Alone {
			shown, path = System, System
			data, err = l.options.ReadFile(path)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return &tree.Node{}, l.options.Dir
		}
	}
	if err != nil {
		l.errs.Addf(shown, "", "reading the config: %v", cause(err))
		return &tree.Node{}, l.options.Dir
	}
	l.config.Path, dir = path, filepath.Dir(path)
	root, err = tree.Parse(shown, data)
	l.errs.Add(err)
	if root == nil {
		return &tree.Node{}, dir
	}
	l.errs.Add(root.Expand(l.source(dir)))
	return root, dir
}

// readFile reads a file. A link to nothing is not the same as no file: what it
// was meant to say is missing, such as that of a volume which is not mounted yet.
func readFile(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if target, notLink := os.Readlink(path); notLink == nil {
			return nil, fmt.Errorf("it is a link to %s, and that is not there", target)
		}
	}
	return data, err
}

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

// cause leaves out the path of a file error, which the place says already.
func cause(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}
