package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestEachLine(t *testing.T) {
	long := `{"a":"` + strings.Repeat("x", 2*lineBytes) + `"}`
	in := "{\"a\":1}\r\n\n" + long + "\n  {\"b\":2}"
	var got [][]byte
	if err := eachLine(strings.NewReader(in), func(raw []byte) error {
		got = append(got, bytes.Clone(raw))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || string(got[0]) != `{"a":1}` || len(got[1]) != lineBytes || string(got[2]) != `{"b":2}` {
		t.Errorf("got %d lines, the second of %d bytes; want three, the long one cut", len(got), len(got[1]))
	}
}
