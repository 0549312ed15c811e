package spec

import (
	"errors"
	"path/filepath"
	"time"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/tree"
)

// File is a test file. Its paths are relative to its folder.
type File struct {
	Name       string            `yaml:"-"`          // the path by which it was found
	Config     string            `yaml:"config"`     // "": dray.yaml beside it, else none
	Mapping    string            `yaml:"mapping"`    // of every jq step; "": the config's
	Transforms string            `yaml:"transforms"` // the folder of modules; "": the config's
	Env        map[string]string `yaml:"env"`        // all of the environment that there is
	Now        Time              `yaml:"now"`        // the clock; zero: that of the machine
	Cases      []Case            `yaml:"cases"`
}

// Parse reads a test file. The error has a line for each thing that is wrong, with
// file, line and column.
func Parse(name string, data []byte) (*File, error) {
	root, err := tree.Parse(name, data)
	if err != nil {
		return nil, err
	}
	f := File{Name: name}
	if err := decode.Into(root, &f); err != nil {
		return nil, err
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	return &f, nil
}

// check says what the cases can't be together.
func (f *File) check() error {
	if len(f.Cases) == 0 {
		return tree.Errorf(f.Name, "cases", "there are none; each needs a name, an event and an expect")
	}
	var errs tree.Errors
	first := map[string]string{}
	for _, c := range f.Cases {
		if line, again := first[c.Name]; again {
			errs.Add(c.node.Errorf("another case has this name, at %s", line))
		}
		first[c.Name] = c.Line()
	}
	return errs.Err()
}

// Path gives a path that the file names as one from the working directory.
func (f *File) Path(named string) string {
	if filepath.IsAbs(named) {
		return named
	}
	return filepath.Join(filepath.Dir(f.Name), named)
}

// Time is a point in time, written as in RFC 3339.
type Time struct{ time.Time }

// UnmarshalText reads one.
func (t *Time) UnmarshalText(text []byte) (err error) {
	if t.Time, err = time.Parse(time.RFC3339, string(text)); err != nil {
		return errors.New("it takes a time such as 2026-03-02T09:30:00Z")
	}
	return nil
}
