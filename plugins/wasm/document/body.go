package document

// setBody puts a value into the body.
func (d *Document) setBody(rest, json []byte) Code {
	room := maxDepth - levels(rest)
	if room < 0 {
		return OverLimit
	}
	v, code := decode(json, room)
	if code != Done {
		return code
	}
	body, code := d.put(d.request.Body, rest, v)
	if code == Done {
		d.request.Body = body
	}
	return code
}

// put gives parent with v where rest leads to: parent itself if this call owns it,
// else a copy. Unless it is Done nothing was changed.
func (d *Document) put(parent any, rest []byte, v any) (any, Code) {
	if len(rest) == 0 {
		return v, Done
	}
	token, rest := next(rest)
	switch p := parent.(type) {
	case map[string]any:
		child, code := d.put(p[string(token)], rest, v)
		if code != Done {
			return nil, code
		}
		p, parent = d.ownObject(p, parent)
		p[string(token)] = child
		return parent, Done
	case []any:
		return d.putElement(p, parent, token, rest, v)
	case nil:
		child, code := d.put(nil, rest, v)
		if code != Done {
			return nil, code
		}
		if atEnd(token) {
			return d.owned.list([]any{child}), Done
		}
		return d.owned.object(map[string]any{string(token): child}), Done
	}
	return nil, BadPointer
}

func (d *Document) putElement(list []any, boxed any, token, rest []byte, v any) (any, Code) {
	if atEnd(token) {
		child, code := d.put(nil, rest, v)
		if code != Done {
			return nil, code
		}
		list, _ = d.ownList(list, boxed)
		return d.owned.list(append(list, child)), Done
	}
	i, code := index(token, len(list))
	if code != Done {
		return nil, code
	}
	child, code := d.put(list[i], rest, v)
	if code != Done {
		return nil, code
	}
	list, boxed = d.ownList(list, boxed)
	list[i] = child
	return boxed, Done
}

func (d *Document) removeBody(rest []byte) (removed bool, code Code) {
	if len(rest) == 0 {
		removed = d.request.Body != nil
		d.request.Body = nil
		return removed, Done
	}
	body, code := d.cut(d.request.Body, rest)
	if code == Done {
		d.request.Body = body
	}
	return code == Done, code
}
