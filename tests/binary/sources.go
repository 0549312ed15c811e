package binary

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const command = "github.com/drayhq/dray/cmd/dray"

// sources prints this module's packages that the command is made of, a path of a
// file each: one of its own, and all that it embeds.
const sources = `{{with .Module}}{{if .Main}}{{$.Dir}}/x
{{range $.EmbedFiles}}{{$.Dir}}/{{.}}
{{end}}{{end}}{{end}}`

// LookAtSources looks into every folder that the binary is made from. Called from
// a test, for TestMain is too early, it keeps `go test` from taking a result out of
// its cache once any of that has changed: the cache knows what a test has looked
// at, and nothing of the build.
func LookAtSources(ctx context.Context) error {
	list, err := exec.CommandContext(ctx, "go", "list", "-deps", "-f", sources, command).Output()
	if err != nil {
		return fmt.Errorf("listing what dray is made of: %w", err)
	}
	var folders []string
	for path := range strings.Lines(string(list)) {
		if path = strings.TrimSpace(path); path != "" {
			folders = append(folders, filepath.Dir(path))
		}
	}
	slices.Sort(folders)
	for _, folder := range slices.Compact(folders) {
		if _, err := os.ReadDir(folder); err != nil {
			return fmt.Errorf("looking at what dray is made of: %w", err)
		}
	}
	return nil
}
