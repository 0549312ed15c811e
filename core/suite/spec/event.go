package spec

import (
	"encoding/json"
	"fmt"
	"maps"

	"github.com/drayhq/dray/core/config/tree"
)

// Event is a message as Port publishes it: one itself, or the path of a file with one.
type Event struct {
	path string
	json any
	node *tree.Node
}

// DecodeNode reads it.
func (e *Event) DecodeNode(n *tree.Node) error {
	e.node = n
	switch {
	case n.Kind == tree.Scalar && n.Text != "":
		e.path = n.Text
		return nil
	case n.Kind == tree.Mapping:
		var v Value
		err := v.DecodeNode(n)
		e.json = v.JSON
		return err
	default:
		return n.Errorf("it takes the path of a file with an event, or an event, not %s", n.Kind)
	}
}

// Message gives the bytes of a case's event. A file is given as it is, unless it is
// patched.
func (f *File) Message(c Case, read func(path string) ([]byte, error)) ([]byte, error) {
	event := c.Event.json
	if c.Event.path != "" {
		raw, err := read(f.Path(c.Event.path))
		if err != nil {
			return nil, c.Event.node.Errorf("reading the event: %v", err)
		}
		if !c.Patch.Set {
			return raw, nil
		}
		if err := decodeJSON(raw, &event); err != nil {
			return nil, c.Event.node.Errorf("patching the event: %s is not JSON: %v", c.Event.path, err)
		}
	}
	if c.Patch.Set {
		event = merge(event, c.Patch.Value.JSON)
	}
	raw, err := json.Marshal(event)
	if err != nil {
		return nil, fmt.Errorf("encoding the event: %w", err)
	}
	return raw, nil
}

// merge gives target with patch merged in as RFC 7396 says. Neither is changed.
func merge(target, patch any) any {
	members, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	before, _ := target.(map[string]any)
	out := make(map[string]any, len(before)+len(members))
	maps.Copy(out, before)
	for name, member := range members {
		if member == nil {
			delete(out, name)
			continue
		}
		out[name] = merge(out[name], member)
	}
	return out
}
