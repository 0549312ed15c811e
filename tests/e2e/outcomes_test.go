package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/standin/port"
)

// What a module says of a run is what becomes of it, and Port is told why.
func TestWhatAModuleSaysOfARun(t *testing.T) {
	t.Parallel()
	each(t, map[string]struct {
		sent int
		want port.Run
	}{
		"drop":       {0, port.Run{Status: "FAILURE", StatusLabel: "Dropped", Summary: "not on a Friday"}},
		"fail":       {0, port.Run{Status: "FAILURE", Summary: "the module failed it and gave no reason"}},
		"trap":       {0, port.Run{Status: "FAILURE", Summary: "m.wasm: unreachable"}},
		"other host": {0, port.Run{Status: "FAILURE", Summary: "scheme, host and port must stay"}},
		"retry once": {1, port.Run{Status: "IN_PROGRESS", Logs: []port.Log{{Message: "not yet"}}}},
	}, func(t *testing.T, do string, row struct {
		sent int
		want port.Run
	}) {
		t.Helper()
		w := newWorld(t)
		dir := t.TempDir()
		put(t, "hostile", filepath.Join(dir, "m.wasm"))
		w.File(t, "dray.yaml", "routes:\n- chain:\n  - jq\n  - wasm: {module: "+filepath.Join(dir, "m.wasm")+", config: {do: "+do+"}}\n  - http\n")
		dray := w.Run(t)
		w.Dispatch(t, "r_1")
		if row.sent > 0 {
			w.Triggered(t, row.sent)
		}
		w.Settled(t)
		dray.Stop(t)
		if sent := w.CircleCI.State().Received; sent != row.sent {
			t.Errorf("%d requests were sent, want %d", sent, row.sent)
		}
		run := w.Port.Runs()["r_1"]
		if run.Status != row.want.Status || run.StatusLabel != row.want.StatusLabel || !strings.Contains(run.Summary, row.want.Summary) {
			t.Errorf("Port shows %+v, want %+v", run, row.want)
		}
		for _, line := range row.want.Logs {
			said := false
			for _, l := range run.Logs {
				said = said || strings.Contains(l.Message, line.Message)
			}
			if !said {
				t.Errorf("the run's log is %+v, want a line with %q", run.Logs, line.Message)
			}
		}
	})
}
