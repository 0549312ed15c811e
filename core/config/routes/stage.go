package routes

import (
	"errors"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/tree"
)

// Stage is one entry of a chain: a plugin and its settings.
type Stage struct {
	Plugin string
	// Decode fills a pointer to the plugin's settings, set to the defaults before.
	// An error says file, line and column.
	Decode func(into any) error

	node *tree.Node
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

// Then gives the stage with its settings changed once they are read: into points to
// them.
func (s Stage) Then(change func(into any)) Stage {
	decode := s.Decode
	s.Decode = func(into any) error {
		if err := decode(into); err != nil {
			return err
		}
		change(into)
		return nil
	}
	return s
}

func newStage(plugin string, settings *tree.Node) Stage {
	return Stage{
		Plugin: plugin,
		Decode: func(into any) error { return decode.Into(settings, into) },
		node:   settings,
	}
}

// above gives the stage with settings that hold where its own say nothing.
func (s Stage) above(lower *tree.Node) Stage {
	if lower == nil {
		return s
	}
	own := s.Decode
	s.Decode = func(into any) error { return errors.Join(decode.Into(lower, into), own(into)) }
	return s
}
