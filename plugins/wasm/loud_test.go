package wasm_test

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/plugins/wasm"
)

// What a guest logs has one of the four levels that there are.
func TestLevels(t *testing.T) {
	step, log := hostile(t, "levels", nil)
	if _, err := step.Do(t.Context(), aRun()); err != nil {
		t.Fatal(err)
	}
	for level, want := range map[string]int{"DEBUG": 3, "INFO": 1, "ERROR": 3, "WARN": 0} {
		if got := strings.Count(log.String(), "level="+level+` msg="a module says"`); got != want {
			t.Errorf("%d lines of level %s, want %d: %s", got, level, want, log)
		}
	}
}

// A guest that logs in a loop, or a megabyte a line, doesn't fill the log's disk.
func TestALoudGuestIsCut(t *testing.T) {
	for _, name := range []string{"hostile", "http"} {
		var config any = "loud"
		if name == "hostile" {
			config = map[string]any{"do": "loud"}
		}
		step, log := module(t, name, func(s *wasm.Settings) { s.Config = config })
		for range 2 { // each call has its share
			before := len(log.String())
			if _, err := step.Do(t.Context(), aRun()); err != nil {
				t.Fatal(err)
			}
			said := log.String()[before:]
			text := strings.Count(said, `\x00`)
			if lines := strings.Count(said, "a module says"); lines != 4 || text > 64<<10 || text < 60<<10 || strings.Count(said, "…") != 1 {
				t.Errorf("%s: %d lines with %d bytes, want 4 with 64 KiB, and the last to say that there was more", name, lines, text)
			}
		}
	}
}
