package process

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// Line is a line of dray's log. What is no JSON has its text only.
type Line struct {
	Text    string
	Level   string
	Message string
	members map[string]any
}

func newLine(text string) Line {
	line := Line{Text: text}
	if json.Unmarshal([]byte(text), &line.members) == nil {
		line.Level, line.Message = line.Get("level"), line.Get("msg")
	}
	return line
}

// Get gives a member as text, "" if the line has none of the name.
func (l Line) Get(name string) string {
	value, ok := l.members[name]
	if !ok {
		return ""
	}
	return fmt.Sprint(value)
}

// Line waits for a line and gives it.
func (p *Process) Line(t testing.TB, what string, is func(Line) bool) Line {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), Bound)
	defer cancel()
	line, err := p.await(ctx, is)
	if err != nil {
		t.Fatalf("waiting for a log line that says %s: %v", what, err)
	}
	return line
}

// Times waits until so many lines are as they should be.
func (p *Process) Times(t testing.TB, what string, n int, is func(Line) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), Bound)
	defer cancel()
	seen := 0
	err := p.lines.Wait(ctx, func(lines *[]Line) bool {
		seen = 0
		for _, line := range *lines {
			if is(line) {
				seen++
			}
		}
		return seen >= n
	})
	if err != nil {
		t.Fatalf("waiting for %d log lines that say %s, of which there are %d: %v", n, what, seen, err)
	}
}

// AnyLine waits until one of several processes logs a line.
func AnyLine(t testing.TB, what string, is func(Line) bool, of ...*Process) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), Bound)
	defer cancel()
	found := make(chan error, len(of))
	for _, p := range of {
		go func() {
			_, err := p.await(ctx, is)
			found <- err
		}()
	}
	for range of {
		if <-found == nil {
			return
		}
	}
	t.Fatalf("none of %d processes says %s", len(of), what)
}

func (p *Process) await(ctx context.Context, is func(Line) bool) (found Line, err error) {
	err = p.lines.Wait(ctx, func(lines *[]Line) bool {
		for _, line := range *lines {
			if is(line) {
				found = line
				return true
			}
		}
		return false
	})
	return found, err
}

// Says waits for a line that holds all of the texts, and gives it.
func (p *Process) Says(t testing.TB, texts ...string) Line {
	t.Helper()
	return p.Line(t, strings.Join(texts, " and "), func(line Line) bool {
		for _, text := range texts {
			if !strings.Contains(line.Text, text) {
				return false
			}
		}
		return true
	})
}
