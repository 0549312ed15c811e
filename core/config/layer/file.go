package layer

import (
	"slices"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/tree"
)

// File reads a config document. Members called others are left to the caller.
// Relative paths are from dir.
func (s Schema) File(root *tree.Node, dir string, others ...string) (Layer, error) {
	f := file{schema: s, dir: dir, others: others, layer: New()}
	f.section(root, "")
	return f.layer, f.errs.Err()
}

type file struct {
	schema Schema
	dir    string
	others []string
	layer  Layer
	errs   tree.Errors
}

func (f *file) section(node *tree.Node, path string) {
	switch node.Kind {
	case tree.Null, tree.Unfilled:
		return
	case tree.Mapping:
	default:
		f.errs.Addf(node.At, path, "it takes a mapping, not %s", node.Kind)
		return
	}
	known := f.schema.children(path)
	candidates := known
	if path == "" {
		candidates = slices.Concat(known, f.others)
	}
	for _, member := range node.Fields {
		name := tree.Join(path, member.Name)
		key, isKey := f.schema.Key(name)
		switch {
		case path == "" && slices.Contains(f.others, name):
		case isKey && (member.Value.Kind == tree.Null || member.Value.Kind == tree.Unfilled):
		case isKey:
			f.errs.Add(f.layer.Set(key, member.Value, f.dir))
		case slices.Contains(known, member.Name):
			f.section(member.Value, name)
		default:
			f.errs.Addf(member.At, name, "unknown key; %s", decode.Nearest(member.Name, candidates))
		}
	}
}
