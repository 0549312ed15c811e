package tree

import (
	"slices"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
	"github.com/drayhq/dray/plugins/wasm/document/pointer"
)

// Cut gives parent without what rest, which is not empty, leads to: parent itself if
// it is owned, else a copy. Unless it is Done nothing was changed.
func (o *Owned) Cut(parent any, rest string) (any, answer.Code) {
	token, rest := pointer.Next(rest)
	switch p := parent.(type) {
	case map[string]any:
		child, ok := p[token]
		if !ok {
			return nil, answer.Absent
		}
		if len(rest) == 0 {
			p, parent = o.object(p, parent)
			delete(p, token)
			return parent, answer.Done
		}
		child, code := o.Cut(child, rest)
		if code != answer.Done {
			return nil, code
		}
		p, parent = o.object(p, parent)
		p[token] = child
		return parent, answer.Done
	case []any:
		return o.cutElement(p, parent, token, rest)
	case nil:
		return nil, answer.Absent
	}
	return nil, answer.BadPointer
}

// cutElement is Cut for a list, which boxed is as well.
func (o *Owned) cutElement(list []any, boxed any, token, rest string) (any, answer.Code) {
	i, code := pointer.Index(token, len(list))
	if code != answer.Done {
		return nil, code
	}
	if len(rest) == 0 {
		list, _ = o.list(list, boxed)
		return slices.Delete(list, i, i+1), answer.Done
	}
	child, code := o.Cut(list[i], rest)
	if code != answer.Done {
		return nil, code
	}
	list, boxed = o.list(list, boxed)
	list[i] = child
	return boxed, answer.Done
}
