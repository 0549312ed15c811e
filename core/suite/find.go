package suite

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Minimal is the least that a test file holds.
const Minimal = `cases:
  - name: a deploy is sent to CircleCI
    event: event.json
    expect:
      outcome: send
      request: {method: POST}
`

const pattern = "*_test.yaml"

// Find gives the test files that paths name: a file each, those of a folder, or, with
// /... at its end, those of a folder and of all below it.
func Find(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		found, err := find(path)
		if err != nil {
			return nil, err
		}
		for _, file := range found {
			if !slices.Contains(files, file) {
				files = append(files, file)
			}
		}
	}
	return files, nil
}

func find(path string) ([]string, error) {
	root, below := strings.CutSuffix(filepath.ToSlash(path), "...")
	if below = below && (root == "" || strings.HasSuffix(root, "/")); !below {
		root = path
	}
	root = filepath.Clean(root)
	info, err := os.Stat(root)
	if err != nil {
		return nil, fmt.Errorf("looking for tests: %w", err)
	}
	if !info.IsDir() {
		return []string{root}, nil
	}
	var files []string
	err = filepath.WalkDir(root, func(at string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && at != root && (!below || hidden(entry.Name())):
			return filepath.SkipDir
		case !entry.IsDir() && strings.HasSuffix(entry.Name(), pattern[1:]):
			files = append(files, at)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking for tests: %w", err)
	}
	if len(files) == 0 {
		where := root
		if root == "." {
			where = "the working directory"
		}
		if below {
			where += " and below"
		}
		return nil, fmt.Errorf("no test files: looked for %s in %s. Put one beside the config, such as dray_test.yaml:\n\n%s\n"+
			"`dray test --help` says what else can be in it", pattern, where, Minimal)
	}
	return files, nil
}

// hidden are the folders that /... passes by, as Go's does.
func hidden(name string) bool {
	return name[0] == '.' || name[0] == '_' || name == "testdata"
}
