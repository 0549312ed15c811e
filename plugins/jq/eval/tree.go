package eval

import (
	"context"

	"github.com/drayhq/dray/plugins/jq/mapping"
)

// Tree is a compiled value of a mapping: a program, or what holds programs.
type Tree struct {
	kind    mapping.Kind
	program *Program
	literal any
	items   []*Tree
	members []Member
	keys    []string // of the members, if their order matters to what comes after
}

// Member is a named part of an object of a mapping.
type Member struct {
	Name string
	*Tree
}

// Members gives the members of an object in the file's order, nil for any other value.
func (t *Tree) Members() []Member { return t.members }

// Program gives the program that the whole value is, nil for any other value.
func (t *Tree) Program() *Program { return t.program }

// Eval gives the value with its programs evaluated over in. Errors are those of
// [Program.First].
func (t *Tree) Eval(ctx context.Context, in any, trace *Trace) (any, error) {
	switch t.kind {
	case mapping.Program:
		return t.program.First(ctx, in, trace)
	case mapping.List:
		out := make([]any, len(t.items))
		for i, item := range t.items {
			v, err := item.Eval(ctx, in, trace)
			if err != nil {
				return nil, err
			}
			out[i] = v
		}
		return out, nil
	case mapping.Object:
		out := make(map[string]any, len(t.members))
		for _, m := range t.members {
			v, err := m.Eval(ctx, in, trace)
			if err != nil {
				return nil, err
			}
			out[m.Name] = v
		}
		if t.keys != nil {
			trace.SetKeys(out, t.keys...)
		}
		return out, nil
	}
	return t.literal, nil
}
