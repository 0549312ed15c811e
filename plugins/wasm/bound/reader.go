package bound

import (
	"errors"
	"fmt"
)

// errUnknown ends the reading of a section that the compiler will refuse.
var errUnknown = errors.New("unknown")

// errCut is for what ends before its section does: the compiler would read on in the
// next one, and could come upon any count there.
var errCut = errors.New("the file is broken: one of its sections or functions ends too soon")

// reader goes through the bytes of a section. The first error stays, and all that is
// read after it is zero.
type reader struct {
	b   []byte
	err error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err, r.b = err, nil
	}
}

func (r *reader) failed() bool { return r.err != nil }

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.fail(errCut)
		return 0
	}
	first := r.b[0]
	r.b = r.b[1:]
	return first
}

// uint reads LEB128 of 32 bits.
func (r *reader) uint() uint64 {
	var value uint64
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		value |= uint64(b&0x7f) << shift
		if b < 0x80 {
			if value >= 1<<32 {
				r.fail(errUnknown)
			}
			return value
		}
	}
	r.fail(errUnknown)
	return 0
}

// skip passes over LEB128 of up to 64 bits, signed or not.
func (r *reader) skip() {
	for range 10 {
		if r.byte() < 0x80 {
			return
		}
	}
	r.fail(errUnknown)
}

// take gives the next n bytes of something.
func (r *reader) take(n uint64, what string) []byte {
	if n > uint64(len(r.b)) {
		if r.err == nil {
			r.fail(fmt.Errorf("the file is broken: %s says that it has %d bytes, and %d are left", what, n, len(r.b)))
		}
		return nil
	}
	taken := r.b[:n]
	r.b = r.b[n:]
	return taken
}

// count reads how many things follow. Each has a byte at least.
func (r *reader) count(what string) uint64 {
	n := r.uint()
	if n > uint64(len(r.b)) {
		r.fail(fmt.Errorf("the file is broken: it says that there are %d %s, and %d bytes are left for them", n, what, len(r.b)))
		return 0
	}
	return n
}

func (r *reader) name(what string) string { return string(r.take(r.uint(), what)) }
