package wire

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestFieldsComeBack(t *testing.T) {
	at := time.Date(2026, 9, 20, 8, 0, 0, 123456000, time.UTC)
	w := NewWriter([]byte("before"), 1)
	w.Int(1, -5)
	w.Bool(2, true)
	w.Time(3, at)
	w.String(4, "text")
	w.Blob(5, []byte{})
	w.Int(6, 0)
	w.Blob(7, nil)
	record, ok := strings.CutPrefix(string(w.Bytes()), "before")
	if !ok {
		t.Fatal("what was there before is gone")
	}
	var seen []Field
	err := Read([]byte(record), 1, func(field Field, value Value) error {
		seen = append(seen, field)
		right := map[Field]bool{
			1: value.Int() == -5,
			2: value.Bool(),
			3: value.Time().Equal(at),
			4: value.String() == "text" && string(value.View()) == "text",
			5: value.Blob() != nil && len(value.Blob()) == 0,
		}
		if !right[field] {
			t.Errorf("field %d came back as %v", field, value)
		}
		return nil
	})
	if err != nil || len(seen) != 5 {
		t.Errorf("read fields %v, %v", seen, err)
	}
}

func TestReadRefuses(t *testing.T) {
	stop := errors.New("stop")
	for name, test := range map[string]struct {
		record string
		want   string
	}{
		"nothing":         {"", "an empty record"},
		"no version":      {"\x00", "version 0"},
		"a newer version": {"\x02", "a record of version 2, this dray reads up to 1"},
		"half a field":    {"\x01\x0a\x05ab", "field 1 of a record, at byte 1: "},
		"no field":        {"\x01\x08\x01\xff", "breaks off at byte 3"},
		"what each said":  {"\x01\x10\x01", "stop"},
	} {
		err := Read([]byte(test.record), 1, func(field Field, _ Value) error {
			if field == 2 {
				return stop
			}
			return nil
		})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}

func TestReadSkipsWhatItDoesNotKnow(t *testing.T) {
	fixed := "\x01" + "\x09" + "12345678" + "\x15" + "1234" + "\x1a\x01x" // fixed64, fixed32, bytes
	var last Field
	if err := Read([]byte(fixed), 1, func(field Field, _ Value) error { last = field; return nil }); err != nil || last != 3 {
		t.Errorf("got to field %d, %v", last, err)
	}
}
