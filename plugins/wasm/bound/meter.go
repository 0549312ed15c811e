package bound

import (
	"encoding/binary"
	"slices"
)

const (
	// span is how much a guest does before it comes back to the host: so many loops of
	// a few instructions, some microseconds, and some milliseconds of the slowest code.
	span = 4096
	// straight is how many bytes of code count as much as a loop.
	straight = 128
	// small is how long a function that calls none may be to be called uncounted: it
	// is over at once, and who calls it counts.
	small = 256
	// copied is how many bytes or elements count as much as a loop, as a power of two.
	copied = 8
)

// The instructions that are put in.
const (
	opUnreachable, opLoop, opIf, opEnd, opCall = 0x00, 0x03, 0x04, 0x0b, 0x10
	opDrop, opLocalGet, opGlobalGet            = 0x1a, 0x20, 0x23
	opGlobalSet, opMemoryGrow, opI32Const      = 0x24, 0x40, 0x41
	opI32LtS, opI32Add, opI32Sub, opI32ShrU    = 0x48, 0x6a, 0x6b, 0x76
	nothing, i32                               = 0x40, 0x7f // as types
)

// meter is what is added to a module, by index, and the code that counts.
type meter struct {
	left, stop     uint64 // globals: what is left of the span, and whether to stop
	plain, length  uint64 // types: of nothing, and of an i32 to an i32
	pause, charge  uint64 // functions: come back to the host; count for a length, and give it back
	before, behind []byte // a count, before its weight and behind it
	look           []byte // at whether to stop
}

func newMeter(s *shape) *meter {
	m := &meter{
		left: s.globals, stop: s.globals + 1, plain: s.types, length: s.types + 1,
		pause: s.imported + s.defined, charge: s.imported + s.defined + 1,
	}
	m.before = append(number(nil, opGlobalGet, m.left), opI32Const)
	m.behind = m.settle([]byte{opI32Sub})
	m.look = append(number(nil, opGlobalGet, m.stop), opIf, nothing, opUnreachable, opEnd)
	return m
}

// settle keeps what is left, which is on the stack, and pauses if that is nothing.
func (m *meter) settle(to []byte) []byte {
	to = number(to, opGlobalSet, m.left)
	to = number(to, opGlobalGet, m.left)
	to = append(to, opI32Const, 0, opI32LtS, opIf, nothing)
	return append(number(to, opCall, m.pause), opEnd)
}

// number appends an instruction and its index.
func number(to []byte, op byte, index uint64) []byte {
	return binary.AppendUvarint(append(to, op), index)
}

// head appends the count for so many bytes of code.
func (m *meter) head(to []byte, size int) []byte {
	to = signed(append(to, m.before...), 1+size/straight)
	return append(to, m.behind...)
}

// signed appends LEB128 of a number that isn't below zero.
func signed(to []byte, n int) []byte {
	for ; n >= 0x40; n >>= 7 {
		to = append(to, byte(n)|0x80)
	}
	return append(to, byte(n)) //nolint:gosec // below 64
}

func (m *meter) types() []byte { return []byte{0x60, 0, 0, 0x60, 1, i32, 1, i32} }

func (m *meter) functions() []byte {
	return binary.AppendUvarint(binary.AppendUvarint(nil, m.plain), m.length)
}

// globals begin with nothing left: a guest comes back at once, and has a whole span then.
func (m *meter) globals() []byte {
	return slices.Repeat([]byte{i32, 1, opI32Const, 0, opEnd}, 2)
}

// bodies gives the two functions that are added.
func (m *meter) bodies() []byte {
	pause := append(signed([]byte{0, opI32Const, 0, opMemoryGrow, 0, opDrop, opI32Const}, span), number(nil, opGlobalSet, m.left)...)
	pause = append(append(pause, m.look...), opEnd)
	charge := append([]byte{0}, m.before[:len(m.before)-1]...)
	charge = append(charge, opLocalGet, 0, opI32Const, copied, opI32ShrU, opI32Sub, opI32Const, 1, opI32Sub)
	charge = append(m.settle(charge), opLocalGet, 0, opEnd)
	out := append(binary.AppendUvarint(nil, uint64(len(pause))), pause...)
	return append(binary.AppendUvarint(out, uint64(len(charge))), charge...)
}
