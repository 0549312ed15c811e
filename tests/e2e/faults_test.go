package e2e

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

// Each fault shows in the metric that its alert is on, and in the log. That the alert
// fires then is what tests/alerts sees to.
func TestFaultsShow(t *testing.T) {
	t.Parallel()
	const runs = `dray_kafka_lag_messages{partition="0",topic="`
	always := func(w *world.World, answer stage.Answer) { w.CircleCI.Script.Always(world.Slug("r_1"), answer) }
	for name, fault := range map[string]struct {
		environ []string
		prepare func(w *world.World)
		sends   bool
		shows   string // name and labels of a sample
		from    float64
		says    string
	}{
		"Kafka down":     {[]string{"KAFKA_CONSUMER_BROKERS=127.0.0.1:1"}, nil, false, "dray_kafka_ready", 0, "nothing listens there"},
		"wrong password": {[]string{"KAFKA_CONSUMER_PASSWORD=wrong-password"}, nil, false, "dray_kafka_refused", 1, "KAFKA_CONSUMER_PASSWORD"},
		"Port down": {[]string{"PORT_API_BASE_URL=http://127.0.0.1:1"}, func(w *world.World) { always(w, stage.Status(404, "")) }, true,
			`dray_port_reachable{of="statuses"}`, 0, "Port's API cannot be reached"},
		"CircleCI 429": {nil, func(w *world.World) { always(w, stage.RetryAfter(429, 1)) }, true,
			`dray_endpoint_requests_total{code="429",host="127.0.0.1"}`, 1, "429"},
		"CircleCI 5xx": {nil, func(w *world.World) { always(w, stage.Status(502, "")) }, true,
			`dray_endpoint_requests_total{code="5xx",host="127.0.0.1"}`, 1, "502"},
		"token revoked": {nil, func(w *world.World) { always(w, stage.Status(401, "")) }, true,
			`dray_endpoint_requests_total{code="401",host="127.0.0.1"}`, 1, "401"},
		"trapping module": {nil, nil, true, `dray_module_traps_total{module="m.wasm"}`, 1, "a module was stopped"},
		"lag":             {nil, func(w *world.World) { always(w, stage.Hang()) }, true, runs, 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			wasm := ""
			if name == "trapping module" {
				wasm = " - wasm: {module: " + filepath.Join(w.Dir, "m.wasm") + ", config: {do: trap}}\n "
				put(t, "hostile", filepath.Join(w.Dir, "m.wasm"))
			}
			w.File(t, "dray.yaml", "routes:\n- chain:\n  - jq\n "+wasm+" - http\n")
			if fault.prepare != nil {
				fault.prepare(w)
			}
			dray := w.Run(t, append(fault.environ, "DRAY_OBSERVE_LISTEN=127.0.0.1:0")...)
			at := pages(t, dray)
			if fault.sends {
				w.Dispatch(t, "r_1")
			}
			if fault.shows == runs {
				fault.shows += w.Runs + `"}`
			}
			until(t, at+"/metrics", func(status int, text string) bool {
				value, ok := sample(text, fault.shows)
				return status == http.StatusOK && ok && (value >= fault.from && fault.from > 0 || value == fault.from)
			})
			if fault.says != "" {
				dray.Says(t, fault.says)
			}
			// Only who can't read isn't ready, or who has no token: one that knows it can't
			// do better elsewhere goes on.
			ready := !strings.HasPrefix(name, "Kafka") && name != "wrong password" && name != "Port down"
			until(t, at+"/readyz", func(status int, _ string) bool { return (status == http.StatusOK) == ready })
		})
	}
}
