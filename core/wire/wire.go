package wire

import (
	"errors"
	"fmt"
	"time"

	"google.golang.org/protobuf/encoding/protowire"
)

// Field is a field's number, from 1.
type Field = protowire.Number

// Writer makes a record. Zero values take no bytes.
type Writer struct{ data []byte }

// NewWriter begins a record of this version. It appends to dst.
func NewWriter(dst []byte, version byte) *Writer { return &Writer{append(dst, version)} }

// Bytes gives the record.
func (w *Writer) Bytes() []byte { return w.data }

// Int writes an integer; a negative one takes ten bytes.
func (w *Writer) Int(field Field, value int64) {
	if value != 0 {
		w.data = protowire.AppendTag(w.data, field, protowire.VarintType)
		w.data = protowire.AppendVarint(w.data, uint64(value)) //nolint:gosec // two's complement is the format
	}
}

// Bool writes a boolean.
func (w *Writer) Bool(field Field, value bool) {
	if value {
		w.Int(field, 1)
	}
}

// Time writes a time to the microsecond.
func (w *Writer) Time(field Field, value time.Time) {
	if !value.IsZero() {
		w.data = protowire.AppendTag(w.data, field, protowire.VarintType)
		w.data = protowire.AppendVarint(w.data, uint64(value.UnixMicro()))
	}
}

// String writes a text.
func (w *Writer) String(field Field, value string) {
	if value != "" {
		w.data = protowire.AppendTag(w.data, field, protowire.BytesType)
		w.data = protowire.AppendString(w.data, value)
	}
}

// Blob writes bytes. Nil takes none; empty but not nil is kept.
func (w *Writer) Blob(field Field, value []byte) {
	if value != nil {
		w.data = protowire.AppendTag(w.data, field, protowire.BytesType)
		w.data = protowire.AppendBytes(w.data, value)
	}
}

// Value is one field's value. Bytes points into the record.
type Value struct {
	number uint64
	bytes  []byte
}

// Int gives an integer.
func (v Value) Int() int64 { return int64(v.number) } //nolint:gosec // two's complement is the format

// Bool gives a boolean.
func (v Value) Bool() bool { return v.number != 0 }

// Time gives a time, in UTC.
func (v Value) Time() time.Time { return time.UnixMicro(v.Int()).UTC() }

// String gives a text, copied.
func (v Value) String() string { return string(v.bytes) }

// Blob gives bytes, copied, never nil.
func (v Value) Blob() []byte { return append([]byte{}, v.bytes...) }

// View gives the bytes within the record.
func (v Value) View() []byte { return v.bytes }

// Read calls each for every field of a record, in the order written, until it
// gives an error. version is the highest that is understood.
func Read(record []byte, version byte, each func(field Field, value Value) error) error {
	if len(record) == 0 {
		return errors.New("an empty record")
	}
	if record[0] == 0 || record[0] > version {
		return fmt.Errorf("a record of version %d, this dray reads up to %d", record[0], version)
	}
	for data := record[1:]; len(data) > 0; {
		field, kind, n := protowire.ConsumeTag(data)
		if n < 0 {
			return fmt.Errorf("a record that breaks off at byte %d: %w", len(record)-len(data), protowire.ParseError(n))
		}
		rest := data[n:]
		var value Value
		switch kind {
		case protowire.VarintType:
			value.number, n = protowire.ConsumeVarint(rest)
		case protowire.BytesType:
			value.bytes, n = protowire.ConsumeBytes(rest)
		default:
			n = protowire.ConsumeFieldValue(field, kind, rest)
		}
		if n < 0 {
			return fmt.Errorf("field %d of a record, at byte %d: %w", field, len(record)-len(data), protowire.ParseError(n))
		}
		if err := each(field, value); err != nil {
			return err
		}
		data = rest[n:]
	}
	return nil
}
