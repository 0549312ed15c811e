package bound

import "encoding/binary"

// code gives the code section with a count wherever a guest could go on for long.
func (m *meter) code(s *shape) ([]byte, error) {
	r := &reader{b: s.sections[codeSection]}
	count := uint64(0)
	if len(r.b) > 0 {
		count = r.count("functions")
	}
	if count != s.defined {
		return nil, errUnreadable
	}
	out := binary.AppendUvarint(make([]byte, 0, len(r.b)+len(r.b)/4), count+2)
	w := &walk{functions: s.imported + s.defined, imported: s.imported, globals: s.globals, memory: s.memory}
	var body []byte
	for left := count; left > 0; left-- {
		in := &reader{b: r.take(r.uint(), "a function")}
		whole := in.b
		for kinds := in.count("kinds of local"); kinds > 0 && !in.failed(); kinds-- {
			in.uint()
			valueType(in)
		}
		if r.failed() || in.failed() {
			return nil, errUnreadable
		}
		locals := whole[:len(whole)-len(in.b)]
		if err := w.through(in.b); err != nil {
			return nil, inFunction(s.imported+count-left, err)
		}
		body = m.counted(append(body[:0], locals...), w)
		out = append(binary.AppendUvarint(out, uint64(len(body))), body...)
	}
	if len(r.b) > 0 {
		return nil, errUnreadable
	}
	return append(out, m.bodies()...), nil
}

// counted appends a function's code, which was walked through, with its counts.
func (m *meter) counted(to []byte, w *walk) []byte {
	if w.calls || len(w.code) > small {
		to = m.head(to, len(w.code))
	}
	from := 0
	for _, p := range w.points {
		to = append(to, w.code[from:p.at]...)
		from = p.at
		switch p.kind {
		case aLoop:
			to = m.head(to, p.size)
		case aLength:
			to = number(to, opCall, m.charge)
		case aReturn:
			to = append(to, m.look...)
		}
	}
	return append(to, w.code[from:]...)
}
