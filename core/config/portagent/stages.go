package portagent

import (
	"path/filepath"

	"github.com/drayhq/dray/core/config/tree"
)

// Stages gives the settings of the jq and the http stages, by plugin. A mapping
// with a relative path is one in dir.
func (s Settings) Stages(dir string) map[string]*tree.Node {
	mapping := s.Mapping
	if mapping != "" && !filepath.IsAbs(mapping) {
		mapping = filepath.Join(dir, mapping)
		if absolute, err := filepath.Abs(mapping); err == nil {
			mapping = absolute // a stage's own paths start in the config file's folder
		}
	}
	insecure := ""
	if s.Insecure {
		insecure = "off"
	}
	return map[string]*tree.Node{
		"jq": stage("jq", set{"mapping", mapping, "CONTROL_THE_PAYLOAD_CONFIG_PATH"}),
		"http": stage("http",
			set{"timeout", s.Timeout, "WEBHOOK_INVOKER_TIMEOUT"},
			set{"verify_ssl", insecure, "WEBHOOK_VERIFY_SSL"}),
	}
}

// set is one setting of a stage that a variable gave; text is "" if none did.
type set struct{ name, text, variable string }

func stage(plugin string, settings ...set) *tree.Node {
	node := &tree.Node{Kind: tree.Mapping, Key: plugin}
	for _, s := range settings {
		if s.text != "" {
			value := tree.Text(s.variable, tree.Join(plugin, s.name), s.text)
			node.Fields = append(node.Fields, tree.Field{Name: s.name, At: s.variable, Value: value})
		}
	}
	return node
}
