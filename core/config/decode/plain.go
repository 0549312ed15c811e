package decode

import (
	"encoding/json"
	"strings"

	"github.com/drayhq/dray/core/config/tree"
)

// plain gives the node as Go values: map[string]any, []any and scalars.
func plain(n *tree.Node) any {
	switch n.Kind {
	case tree.Mapping:
		out := make(map[string]any, len(n.Fields))
		for _, field := range n.Fields {
			out[field.Name] = plain(field.Value)
		}
		return out
	case tree.Sequence:
		out := make([]any, len(n.Items))
		for i, item := range n.Items {
			out[i] = plain(item)
		}
		return out
	case tree.Scalar:
		return number(n)
	default:
		return nil
	}
}

// number gives a fraction as it was written, for 1.10 may be a version; all else is
// its own type.
func number(n *tree.Node) any {
	if _, ok := n.Value.(float64); ok && json.Valid([]byte(n.Text)) {
		return json.Number(n.Text)
	}
	return n.Value
}

// commas gives the parts of a scalar as items.
func commas(n *tree.Node) []*tree.Node {
	var out []*tree.Node
	for part := range strings.SplitSeq(n.Text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, tree.Text(n.At, tree.Index(n.Key, len(out)), part))
		}
	}
	return out
}
