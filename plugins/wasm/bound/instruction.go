package bound

import "bytes"

// What follows an opcode.
const (
	unknown = iota
	bare
	leb32      // a number of 32 bits, or of 33
	leb64      // one of 64 bits
	twoLeb     // two of 32 bits: alignment and offset
	fixed4     // four bytes
	fixed8     // eight
	fixed16    // sixteen
	oneByte    // a lane
	twoLebByte // alignment, offset and a lane
	special    // what is looked at more closely
)

// operands say what follows each opcode of WebAssembly 2.0.
// https://webassembly.github.io/spec/core/binary/instructions.html
var operands = func() (of [256]byte) {
	set := func(from, to int, what byte) {
		for op := from; op <= to; op++ {
			of[op] = what
		}
	}
	set(0x00, 0x01, bare)    // unreachable, nop
	set(0x02, 0x05, special) // block, loop, if, else
	set(0x0b, 0x0b, special) // end
	set(0x0c, 0x0d, leb32)   // br, br_if
	set(0x0e, 0x0e, special) // br_table
	set(0x0f, 0x0f, bare)    // return
	set(0x10, 0x11, special) // call, call_indirect
	set(0x1a, 0x1b, bare)    // drop, select
	set(0x1c, 0x1c, special) // select of a type
	set(0x20, 0x22, leb32)   // local.get, .set, .tee
	set(0x23, 0x24, special) // global.get, .set
	set(0x25, 0x26, leb32)   // table.get, .set
	set(0x28, 0x40, special) // loads, stores, memory.size, memory.grow
	set(0x41, 0x41, leb32)   // i32.const
	set(0x42, 0x42, leb64)   // i64.const
	set(0x43, 0x43, fixed4)  // f32.const
	set(0x44, 0x44, fixed8)  // f64.const
	set(0x45, 0xc4, bare)    // numbers
	set(0xd0, 0xd0, special) // ref.null
	set(0xd1, 0xd1, bare)    // ref.is_null
	set(0xd2, 0xd2, leb32)   // ref.func
	set(0xfc, 0xfd, special) // those of two bytes
	return of
}()

// vectors say the same of what follows 0xfd.
var vectors = func() (of [256]byte) {
	set := func(from, to int, what byte) {
		for op := from; op <= to; op++ {
			of[op] = what
		}
	}
	set(0x00, 0x0b, twoLeb)     // loads and a store
	set(0x0c, 0x0d, fixed16)    // v128.const, shuffle
	set(0x0e, 0x14, bare)       // swizzle, splats
	set(0x15, 0x22, oneByte)    // lanes
	set(0x23, 0x53, bare)       // comparisons, bits
	set(0x54, 0x5b, twoLebByte) // lanes from memory and to it
	set(0x5c, 0x5d, twoLeb)     // loads with zeros
	set(0x5e, 0xff, bare)
	for _, none := range []byte("\x9a\xa2\xa5\xa6\xaf\xb0\xb2\xb3\xb4\xbb\xc2\xc5\xc6\xcf\xd0\xd2\xd3\xd4\xe2\xee") {
		of[none] = unknown
	}
	return of
}()

// operand passes over what follows an opcode.
func (w *walk) operand(what byte) {
	switch what {
	case leb32:
		w.leb(5)
	case leb64:
		w.leb(10)
	case twoLeb:
		w.leb(5)
		w.leb(5)
	case fixed4:
		w.skip(4)
	case fixed8:
		w.skip(8)
	case fixed16:
		w.skip(16)
	case oneByte:
		w.skip(1)
	case twoLebByte:
		w.leb(5)
		w.leb(5)
		w.skip(1)
	}
}

// vector passes over an instruction behind 0xfd. The compiler takes its number for one
// byte. From 0x80 on there is a second, which is 1 and to the compiler a nop.
func (w *walk) vector() error {
	op := w.byte()
	if op >= 0x80 {
		if second := w.byte(); second != 1 && !w.broken {
			return opcodeError{0xfd, uint64(op&0x7f) | uint64(second)<<7}
		}
	}
	if vectors[op] == unknown {
		return opcodeError{0xfd, uint64(op)}
	}
	if what := vectors[op]; what == twoLeb || what == twoLebByte {
		w.ofMemory()
	}
	w.operand(vectors[op])
	return nil
}

// lasting are the instructions behind 0xfc that take as long as a length says:
// memory.init, .copy, .fill and table.init, .copy, .fill.
var lasting = []byte{8, 10, 11, 12, 14, 17}

// misc passes over an instruction behind 0xfc.
func (w *walk) misc(start int) error {
	op := w.index()
	switch {
	case op > 17:
		return opcodeError{0xfc, op}
	case op < 8: // numbers
	case op == 8, op == 10, op == 12, op == 14:
		w.operand(twoLeb)
	default:
		w.operand(leb32)
	}
	if op >= 8 && op <= 11 && op != 9 {
		w.ofMemory()
	}
	if bytes.IndexByte(lasting, byte(op)) >= 0 {
		w.point(start, aLength)
	}
	return nil
}
