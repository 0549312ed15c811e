package suite

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/core/suite/spec"
)

// Suite runs test files.
type Suite struct {
	Config string                           // of test files that name none; "": dray.yaml beside each, else none
	Only   *regexp.Regexp                   // the cases that are run, by their names; nil: all
	Show   bool                             // secrets too
	Log    func(*secret.Vault) *slog.Logger // of the steps
}

// Outcome is what became of the cases of a file.
type Outcome struct {
	File    string
	Results []Result
	Took    time.Duration
}

// Failed gives how many cases failed.
func (o Outcome) Failed() int {
	failed := 0
	for _, r := range o.Results {
		if !r.Pass {
			failed++
		}
	}
	return failed
}

// Run runs the cases of one file. The error says what is wrong with the file, with what
// it names, or with the config that it tests; nothing is told of the cases that this
// concerns.
func (s Suite) Run(ctx context.Context, path string) (Outcome, error) {
	began := time.Now()
	out := Outcome{File: path}
	text, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return out, fmt.Errorf("reading the test file: %w", err)
	}
	file, err := spec.Parse(path, text)
	if err != nil {
		return out, err
	}
	var wrong []error
	b := &bench{suite: s, file: file}
	defer b.close()
	for _, c := range file.Cases {
		if s.Only != nil && !s.Only.MatchString(c.Name) {
			continue
		}
		result, err := b.run(ctx, c)
		switch {
		case err == nil:
			out.Results = append(out.Results, result)
		case !slices.ContainsFunc(wrong, func(before error) bool { return before.Error() == err.Error() }):
			wrong = append(wrong, err)
		}
	}
	out.Took = time.Since(began)
	return out, errors.Join(wrong...)
}
