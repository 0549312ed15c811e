package image

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// What compose.yaml gives its dray is a config that dray takes.
func TestComposeCheck(t *testing.T) {
	const dir = "../../configs/compose"
	content, err := os.ReadFile(filepath.Join(dir, "compose.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var compose struct {
		Services map[string]struct {
			Environment map[string]string
			Volumes     []string
		}
	}
	if err := yaml.Unmarshal(content, &compose); err != nil {
		t.Fatal(err)
	}
	of := compose.Services["dray"]
	files := map[string]string{}
	for _, volume := range of.Volumes {
		if from, to, _ := strings.Cut(strings.TrimSuffix(volume, ":ro"), ":"); strings.HasPrefix(from, ".") {
			files[to] = text(t, filepath.Join(dir, from))
		}
	}
	var environ []string
	for name, value := range of.Environment {
		environ = append(environ, name+"="+value)
	}
	p := lay(t, files).start(t, environ, "check")
	if code := p.Wait(t); code != 0 || !strings.Contains(p.Said(), "run-context.wasm") || strings.Contains(p.Said(), "warning") {
		t.Errorf("check exits %d and says\n%s", code, p.Said())
	}
}
