package tree

import (
	"github.com/drayhq/dray/plugins/wasm/document/answer"
	"github.com/drayhq/dray/plugins/wasm/document/pointer"
)

// Put gives parent with v where rest leads to: parent itself if it is owned, else a
// copy. Missing parents are made. Unless it is Done nothing was changed.
func (o *Owned) Put(parent any, rest string, v any) (any, answer.Code) {
	if len(rest) == 0 {
		return v, answer.Done
	}
	token, rest := pointer.Next(rest)
	switch p := parent.(type) {
	case map[string]any:
		child, code := o.Put(p[token], rest, v)
		if code != answer.Done {
			return nil, code
		}
		p, parent = o.object(p, parent)
		p[token] = child
		return parent, answer.Done
	case []any:
		return o.putElement(p, parent, token, rest, v)
	case nil:
		child, code := o.Put(nil, rest, v)
		if code != answer.Done {
			return nil, code
		}
		if pointer.AtEnd(token) {
			return o.add([]any{child}), answer.Done
		}
		return o.add(map[string]any{token: child}), answer.Done
	}
	return nil, answer.BadPointer
}

// putElement is Put for a list, which boxed is as well.
func (o *Owned) putElement(list []any, boxed any, token, rest string, v any) (any, answer.Code) {
	if pointer.AtEnd(token) {
		child, code := o.Put(nil, rest, v)
		if code != answer.Done {
			return nil, code
		}
		list, _ = o.list(list, boxed)
		return o.add(append(list, child)), answer.Done
	}
	i, code := pointer.Index(token, len(list))
	if code != answer.Done {
		return nil, code
	}
	child, code := o.Put(list[i], rest, v)
	if code != answer.Done {
		return nil, code
	}
	list, boxed = o.list(list, boxed)
	list[i] = child
	return boxed, answer.Done
}
