package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// lineBytes bounds what is kept of one line of NDJSON: enough for the gate to see
// that a message is over the default limit.
const lineBytes = 10<<20 + 1

// eachEvent gives every event that args name: a file each, or with - each line
// of standard input that isn't blank.
func eachEvent(s streams, args []string, do func(name string, raw []byte) error) error {
	for _, name := range args {
		if name == "-" {
			if err := eachLine(s.in, func(raw []byte) error { return do(name, raw) }); err != nil {
				return err
			}
			continue
		}
		raw, err := os.ReadFile(filepath.Clean(name))
		if err != nil {
			return fmt.Errorf("reading the event: %w", err)
		}
		if err := do(name, raw); err != nil {
			return err
		}
	}
	return nil
}

// eachLine gives every line that isn't blank, cut at lineBytes.
func eachLine(in io.Reader, do func([]byte) error) error {
	r := bufio.NewReader(in)
	for {
		line, err := readLine(r)
		if raw := bytes.TrimSpace(line); len(raw) > 0 {
			if err := do(raw); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading events from standard input: %w", err)
		}
	}
}

func readLine(r *bufio.Reader) (line []byte, err error) {
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part[:min(len(part), lineBytes-len(line))]...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}
