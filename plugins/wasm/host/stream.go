package host

import (
	"bytes"
	"io"
	"strings"
)

// Output keeps what a guest writes, up to a bound.
type Output struct {
	Most int // bytes kept
	buf  []byte
	Over bool // more was written
}

// Write takes p whole, and keeps what fits.
func (o *Output) Write(p []byte) (int, error) {
	room := max(o.Most-len(o.buf), 0)
	o.Over = o.Over || len(p) > room
	o.buf = append(o.buf, p[:min(room, len(p))]...)
	return len(p), nil
}

// Bytes gives what was kept, until the next call.
func (o *Output) Bytes() []byte { return o.buf }

// Text gives the same for people.
func (o *Output) Text() string {
	if len(o.buf) == 0 {
		return ""
	}
	text := strings.TrimSpace(strings.ToValidUTF8(string(o.buf), "�"))
	if o.Over {
		text += " …"
	}
	return text
}

func (o *Output) reset() {
	if cap(o.buf) > 64<<10 {
		o.buf = nil // one loud call is no reason to keep the room
	}
	o.buf, o.Over = o.buf[:0], false
}

// Input is what a guest reads.
type Input struct{ r bytes.Reader }

// Read reads, and gives io.EOF at the end.
func (i *Input) Read(p []byte) (int, error) { return i.r.Read(p) }

// Reset gives the guest b to read.
func (i *Input) Reset(b []byte) { i.r.Reset(b) }

var _ io.Reader = (*Input)(nil)
