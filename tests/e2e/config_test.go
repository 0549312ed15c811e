package e2e

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

const config = `
routes:
  - name: late
    when: .action == "late"
    max_age: 1ms
    chain: [&jq {jq: {mapping: invocations.json}}, http]
  - name: again
    when: .action == "again"
    retry_unknown: true
    retry: {initial: 50ms, max: 100ms}
    chain: [*jq, http]
  - name: giving-up
    when: .action == "giving up"
    retry: {initial: 10ms, max: 20ms, total: 300ms}
    chain: [*jq, http]
  - name: elsewhere
    when: .action == "elsewhere"
    chain: [*jq, http: {hosts: [circleci.com]}]
  - name: in-order
    when: .action == "in order"
    order_by: .payload.entity.identifier
    retry: {initial: 100ms}
    chain: [*jq, http]
`

// What the rows of the table turn on that have a key of their own.
func TestRoutes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mappingFile(t, w, []entry{{
		"url":     `env.CIRCLE_CI_URL + "/api/v2/project/gh/org/" + .context.runId + "/pipeline"`,
		"headers": entry{"Circle-Token": "env.CIRCLE_CI_TOKEN"}, "body": entry{"branch": `"main"`},
	}})
	w.File(t, "dray.yaml", config)
	dray := w.Run(t, "CONTROL_THE_PAYLOAD_CONFIG_PATH=")
	answers := map[string][]stage.Answer{
		"r_again":      {stage.Status(500, ""), stage.Reset(), stage.Status(408, "")},
		"r_giving_up":  nil,
		"r_in_order_0": {{Status: 503}, {Status: 503}},
		"r_in_order_2": {{Status: 503}},
	}
	for id, queue := range answers {
		w.CircleCI.Script.Next(world.Slug(id), queue...)
	}
	w.CircleCI.Script.Always(world.Slug("r_giving_up"), stage.Status(503, `{"message":"Busy"}`))
	for id, action := range map[string]string{"r_late": "late", "r_again": "again", "r_giving_up": "giving up", "r_elsewhere": "elsewhere", "r_no_route": "nothing"} {
		w.Publish(t, world.NewEvent(id).With("action", action).Signed(w.Secret))
	}
	var wanted []string
	for _, id := range []string{"r_in_order_0", "r_in_order_1", "r_in_order_2", "r_in_order_3"} {
		w.Publish(t, world.NewEvent(id).With("action", "in order").Signed(w.Secret))
		wanted = append(wanted, id)
	}
	each(t, map[string][]string{
		"r_late":      {"too old", "max_age"},
		"r_giving_up": {"Gave up", "503", "Nothing was started"},
		"r_elsewhere": {"127.0.0.1", "hosts"},
		"r_no_route":  {"route"},
	}, func(t *testing.T, id string, says []string) {
		t.Helper()
		if run := w.Ended(t, id); run.Status != "FAILURE" || !contains(run.Summary, says...) {
			t.Errorf("want a FAILURE that says %q, got %s: %s", says, run.Status, run.Summary)
		}
	})
	w.Shown(t, "r_again", func(run port.Run) bool { return contains(said(run), "answered 201") })
	w.Settled(t)
	dray.Stop(t)
	state := w.CircleCI.State()
	times := world.Times(state)
	if times["r_again"] != 4 || times["r_giving_up"] < 2 || times["r_late"]+times["r_elsewhere"]+times["r_no_route"] > 0 {
		t.Errorf("sent: %v", times)
	}
	var order []string
	for _, request := range state.Requests {
		if id := strings.TrimPrefix(request.Slug, "gh/org/"); strings.HasPrefix(id, "r_in_order") && request.Status == 201 {
			order = append(order, id)
		}
	}
	if diff := cmp.Diff(wanted, order); diff != "" {
		t.Errorf("runs of one entity out of order:\n%s", diff)
	}
}
