package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// lineBytes bounds one line of NDJSON: a message of the default limit and its line end.
const lineBytes = 10<<20 + 2

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

func eachLine(r io.Reader, do func([]byte) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, lineBytes)
	for lines.Scan() {
		if raw := bytes.TrimSpace(lines.Bytes()); len(raw) > 0 {
			if err := do(bytes.Clone(raw)); err != nil {
				return err
			}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading events from standard input: %w", err)
	}
	return nil
}
