package bound

// instruction passes over one, and notes what can take long.
func (w *walk) instruction() error {
	start := w.at
	op := w.byte()
	switch what := operands[op]; what {
	case unknown:
		return opcodeError{0, uint64(op)}
	case bare:
	case special:
		return w.special(op, start)
	default:
		w.operand(what)
	}
	return nil
}

func (w *walk) special(op byte, start int) error {
	switch op {
	case 0x02, opLoop, opIf:
		w.blockType()
		opened := -1
		if op == opLoop {
			opened = len(w.points)
			w.point(w.at, aLoop)
		}
		w.open = append(w.open, opened)
	case 0x05: // else
	case opEnd:
		last := len(w.open) - 1
		if loop := w.open[last]; loop >= 0 {
			w.points[loop].size = w.at - w.points[loop].at
		}
		w.open = w.open[:last]
	case 0x0e: // br_table: so many, and one for the rest
		for left := w.index() + 1; left > 0 && !w.broken; left-- {
			w.leb(5)
		}
	case opCall, 0x11:
		w.call(op)
	case 0x1c: // select of a type: one, in a byte
		w.broken = w.byte() != 1 || !aType(w.byte()) || w.broken
	case opGlobalGet, opGlobalSet: // of the module's own: another would be what counts
		w.broken = w.index() >= w.globals || w.broken
	case 0xd0: // ref.null of a type in a byte
		w.broken = !aType(w.byte()) || w.broken
	case 0xfc:
		return w.misc(start)
	case 0xfd:
		return w.vector()
	default: // loads, stores, memory.size and memory.grow
		w.ofMemory()
		w.leb(5)
		if op < 0x3f {
			w.leb(5)
		}
	}
	return nil
}

// ofMemory is for instructions that need one: one that isn't there is added.
func (w *walk) ofMemory() { w.broken = w.broken || !w.memory }

// call passes over a call, be it of a function by its index or of one of a table.
func (w *walk) call(op byte) {
	index := w.index()
	if op == opCall && index >= w.functions {
		w.broken = true
		return
	}
	ofHost := op == opCall && index < w.imported
	if !ofHost {
		w.calls = true
	}
	if op != opCall {
		w.index() // the table
	}
	if ofHost || op != opCall {
		w.point(w.at, aReturn)
	}
}

// blockType passes over nothing, a type of one byte, or a type's index.
func (w *walk) blockType() {
	first := w.byte()
	if first < 0x80 {
		w.broken = first >= 0x40 && first != nothing && !aType(first) || w.broken
		return
	}
	w.broken = w.leb(4)&0x40 != 0 || w.broken // a type in more bytes than it needs
}

// aType says whether a byte is a type of values.
func aType(b byte) bool {
	switch b {
	case 0x7f, 0x7e, 0x7d, 0x7c, 0x7b, 0x70, 0x6f:
		return true
	}
	return false
}
