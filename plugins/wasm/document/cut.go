package document

import "slices"

// cut gives parent without what rest leads to: parent itself if this call owns it,
// else a copy. Unless it is Done nothing was changed.
func (d *Document) cut(parent any, rest []byte) (any, Code) {
	token, rest := next(rest)
	switch p := parent.(type) {
	case map[string]any:
		child, ok := p[string(token)]
		if !ok {
			return nil, Absent
		}
		if len(rest) == 0 {
			p, parent = d.ownObject(p, parent)
			delete(p, string(token))
			return parent, Done
		}
		child, code := d.cut(child, rest)
		if code != Done {
			return nil, code
		}
		p, parent = d.ownObject(p, parent)
		p[string(token)] = child
		return parent, Done
	case []any:
		return d.cutElement(p, parent, token, rest)
	case nil:
		return nil, Absent
	}
	return nil, BadPointer
}

func (d *Document) cutElement(list []any, boxed any, token, rest []byte) (any, Code) {
	i, code := index(token, len(list))
	if code != Done {
		return nil, code
	}
	if len(rest) == 0 {
		list, _ = d.ownList(list, boxed)
		return slices.Delete(list, i, i+1), Done
	}
	child, code := d.cut(list[i], rest)
	if code != Done {
		return nil, code
	}
	list, boxed = d.ownList(list, boxed)
	list[i] = child
	return boxed, Done
}
