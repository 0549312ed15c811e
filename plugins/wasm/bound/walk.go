package bound

import (
	"errors"
	"fmt"
)

// What a point is.
const (
	aLoop   = iota // behind the head of one
	aLength        // before an instruction that takes as long as the length on the stack says
	aReturn        // behind a call that may have been one of the host
)

// point is a place in a function's code.
type point struct {
	at, size int // bytes; size is that of a loop
	kind     byte
}

// walk goes through the instructions of a function and finds what can take long. It
// takes them as the compiler does, byte by byte: were the two of different minds about
// where an instruction begins, a loop could be hidden.
type walk struct {
	functions, imported, globals uint64 // how many the module has
	memory                       bool

	code   []byte
	at     int
	points []point
	open   []int // blocks, by the point of a loop; -1 for another block
	calls  bool  // a function of the module's own, or one that isn't known before it is called
	broken bool
}

// through walks through the code of one function, from its locals' end.
func (w *walk) through(code []byte) error {
	w.code, w.at, w.points, w.calls, w.broken = code, 0, w.points[:0], false, false
	w.open = append(w.open[:0], -1)
	for len(w.open) > 0 && !w.broken {
		if w.at >= len(code) {
			return errUnreadable
		}
		if err := w.instruction(); err != nil {
			return err
		}
	}
	if w.broken || w.at != len(code) {
		return errUnreadable
	}
	return nil
}

// byte gives the next byte. A reader with its own error would be slower by half, and
// a module has millions of them.
func (w *walk) byte() byte {
	if w.at >= len(w.code) {
		w.broken = true
		return 0
	}
	w.at++
	return w.code[w.at-1]
}

func (w *walk) skip(bytes int) {
	if w.at += bytes; w.at > len(w.code) {
		w.broken = true
	}
}

// leb passes over LEB128 of so many bytes at most, and gives its last byte.
func (w *walk) leb(most int) byte {
	for range most {
		if b := w.byte(); b < 0x80 {
			return b
		}
	}
	w.broken = true
	return 0
}

// index reads LEB128 of 32 bits without a sign.
func (w *walk) index() uint64 {
	var value uint64
	for shift := 0; shift < 35; shift += 7 {
		b := w.byte()
		value |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return value
		}
	}
	w.broken = true
	return 0
}

func (w *walk) point(at int, kind byte) { w.points = append(w.points, point{at: at, kind: kind}) }

// opcodeError is an instruction that isn't known.
type opcodeError struct {
	prefix byte // 0 for none
	code   uint64
}

func (e opcodeError) Error() string {
	name := fmt.Sprintf("0x%02x", e.code)
	if e.prefix != 0 {
		name = fmt.Sprintf("0x%02x %s", e.prefix, name)
	}
	return "has the instruction " + name + ", which dray doesn't know: build the module for WebAssembly 2.0, without tail calls, threads, exceptions and other later proposals"
}

// inFunction says in which function something was found.
func inFunction(index uint64, err error) error {
	if _, ok := errors.AsType[opcodeError](err); ok {
		return fmt.Errorf("its function %d %w", index, err)
	}
	return fmt.Errorf("%w (function %d)", err, index)
}
