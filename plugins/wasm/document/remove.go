package document

// Remove takes away what at leads to; an element's place in its list closes. It is
// Done also when nothing is there.
func (d *Document) Remove(at []byte) Code {
	p, below, code := d.writable(at)
	if code == Done {
		if code = d.remove(p, string(below)); code == Done {
			d.touch()
		}
	}
	if code == Absent {
		return Done
	}
	return code
}

// remove is Absent when nothing was there.
func (d *Document) remove(p place, below string) Code {
	switch p {
	case atHeaders:
		return d.header.Remove(below)
	case atQuery:
		return d.query.Remove(below)
	case atBody:
		return d.removeBody(below)
	}
	if len(below) > 0 {
		return BadPointer
	}
	return NotAllowed // without its method or its URL it is no request
}

func (d *Document) removeBody(below string) Code {
	if len(below) == 0 {
		if d.body == nil {
			return Absent
		}
		d.body = nil
		return Done
	}
	d.look(len(below))
	left, code := d.owned.Cut(d.body, below)
	if code == Done {
		d.body = left
	}
	return code
}
