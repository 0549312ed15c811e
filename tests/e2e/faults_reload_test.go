package e2e

import (
	"net/http"
	"testing"

	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

// shows waits until a sample of the page has a value.
func shows(t *testing.T, at, name string, want float64) {
	t.Helper()
	until(t, at+"/metrics", func(status int, text string) bool {
		value, ok := sample(text, name)
		return status == http.StatusOK && ok && value == want
	})
}

// A mapping that a reload refuses shows in the metric that its alert is on, and in the
// log; dray goes on with the one before, so that it stays ready, and it is over once
// the mapping is mended.
func TestABrokenMappingShows(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	good := []entry{{"url": `env.CIRCLE_CI_URL + "/api/v2/project/gh/org/" + .context.runId + "/pipeline"`,
		"headers": entry{"Circle-Token": "env.CIRCLE_CI_TOKEN"}}}
	dray := w.Run(t, "CONTROL_THE_PAYLOAD_CONFIG_PATH="+mappingFile(t, w, good), "DRAY_OBSERVE_LISTEN=127.0.0.1:0")
	at := pages(t, dray)
	shows(t, at, "dray_config_last_reload_successful", 1)
	w.File(t, "invocations.json", `[{"url": ".a | ]"}]`)
	shows(t, at, "dray_config_last_reload_successful", 0)
	dray.Says(t, `"level":"ERROR"`, "everything stays as it was", "invocations.json")
	w.Dispatch(t, "r_1")
	w.Reached(t, "r_1")
	until(t, at+"/readyz", func(status int, _ string) bool { return status == http.StatusOK })
	mappingFile(t, w, append(good, entry{"url": `"http://127.0.0.1:1"`, "enabled": "false"}))
	shows(t, at, "dray_config_last_reload_successful", 1)
	dray.Stop(t)
}

// Dead letters that grow show in the metric that their alert is on, and in the log.
func TestDeadLettersShow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.File(t, "dray.yaml", "routes: [{name: r, retry: {initial: 10ms, max: 20ms, total: 100ms}, chain: [jq, http]}]")
	for _, id := range []string{"r_1", "r_2"} {
		w.CircleCI.Script.Always(world.Slug(id), stage.Status(503, ""))
	}
	dray := w.Start(t, append(stored(t, w), "DRAY_OBSERVE_LISTEN=127.0.0.1:0"), "run")
	at := pages(t, dray)
	w.Dispatch(t, "r_1", "r_2")
	shows(t, at, `dray_dead_letters_parked_total{class="exhausted"}`, 2)
	shows(t, at, `dray_dead_letters{class="exhausted"}`, 2)
	dray.Says(t, `"dead_letter":"`, `"outcome":"exhausted"`)
	until(t, at+"/readyz", func(status int, _ string) bool { return status == http.StatusOK })
	dray.Stop(t)
}
