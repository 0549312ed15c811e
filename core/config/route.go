package config

import (
	"time"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/tree"
)

// Route is one chain and when it is taken. The first route that matches wins.
type Route struct {
	Name    string        `yaml:"name"`
	When    string        `yaml:"when"`     // jq; "" matches always
	OrderBy string        `yaml:"order_by"` // jq; "" keeps no order
	MaxAge  time.Duration `yaml:"max_age"`  // 0: no bound
	Retry   Retry         `yaml:"retry"`
	// RetryUnknown repeats also what may have happened, at the risk of a second pipeline.
	RetryUnknown bool    `yaml:"retry_unknown"`
	Chain        []Stage `yaml:"chain"`

	node *tree.Node
}

// Retry says how a route's failed steps are repeated.
type Retry struct {
	Initial time.Duration `yaml:"initial"` // the first wait's upper end; doubles from there
	Max     time.Duration `yaml:"max"`     // the longest wait's upper end
	Total   time.Duration `yaml:"total"`   // from the first attempt to giving up
}

// Stage is one entry of a chain: a plugin and its settings.
type Stage struct {
	Plugin string
	// Decode fills a pointer to the plugin's settings, set to the defaults before.
	// An error says file, line and column.
	Decode func(into any) error

	node *tree.Node
}

// Errorf says what is wrong with the value of a route's key, such as "when",
// and where it stands.
func (r Route) Errorf(key, format string, args ...any) error {
	if r.node == nil {
		return tree.Errorf("", tree.Join(r.Name, key), format, args...)
	}
	for _, field := range r.node.Fields {
		if field.Name == key {
			return field.Value.Errorf(format, args...)
		}
	}
	return r.node.Errorf(format, args...)
}

// Errorf says what is wrong with the stage, such as a plugin that there is
// not, and where it stands.
func (s Stage) Errorf(format string, args ...any) error {
	if s.node == nil {
		return tree.Errorf("", s.Plugin, format, args...)
	}
	return s.node.Errorf(format, args...)
}

// DecodeNode reads a stage: the plugin's name alone, or with its settings.
func (s *Stage) DecodeNode(node *tree.Node) error {
	switch {
	case node.Kind == tree.Scalar && node.Text != "":
		*s = newStage(node.Text, &tree.Node{At: node.At, Key: tree.Join(node.Key, node.Text)})
	case node.Kind == tree.Mapping && len(node.Fields) == 1:
		*s = newStage(node.Fields[0].Name, node.Fields[0].Value)
	case node.Kind == tree.Mapping && len(node.Fields) > 1:
		return tree.Errorf(node.Fields[1].At, node.Key,
			"a stage names one plugin; put a dash before %s, or indent it as a setting", node.Fields[1].Name)
	default:
		return node.Errorf("a stage is a plugin with its settings, such as - jq: {mapping: invocations.json}")
	}
	return nil
}

func newStage(plugin string, settings *tree.Node) Stage {
	return Stage{
		Plugin: plugin,
		Decode: func(into any) error { return decode.Into(settings, into) },
		node:   settings,
	}
}
