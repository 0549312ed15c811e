package layer

import (
	"maps"
	"path/filepath"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/tree"
)

// Layer is what one source says, by the keys' paths.
type Layer struct {
	Values  map[string]any    // of the types that the config has
	Origins map[string]string // "dray.yaml:12:5", or the name of a variable

	Warnings []string // what was said and changes nothing
}

// New makes a layer that says nothing.
func New() Layer {
	return Layer{Values: map[string]any{}, Origins: map[string]string{}}
}

// Set reads a key's value from node. Relative paths are from dir.
func (l Layer) Set(key Key, node *tree.Node, dir string) error {
	value, err := decode.Field(node, key.field)
	if err != nil {
		return err
	}
	if text, ok := value.(string); ok && key.isPath && text != "" && !filepath.IsAbs(text) {
		value = filepath.Join(dir, text)
	}
	l.Values[key.Path] = value
	l.Origins[key.Path] = node.At
	return nil
}

// Add puts another layer on top of this one.
func (l Layer) Add(top Layer) {
	maps.Copy(l.Values, top.Values)
	maps.Copy(l.Origins, top.Origins)
}
