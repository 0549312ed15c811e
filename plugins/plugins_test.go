package plugins_test

import (
	"testing"

	"github.com/drayhq/dray/plugins"
)

func TestPluginsCanBeToldApart(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range plugins.All() {
		if p.Name == "" || p.Summary == "" || p.Open == nil || p.Defaults == nil {
			t.Errorf("plugin %q lacks a name, summary, defaults or Open", p.Name)
		}
		if seen[p.Name] {
			t.Errorf("two plugins have the name %q", p.Name)
		}
		seen[p.Name] = true
	}
}
