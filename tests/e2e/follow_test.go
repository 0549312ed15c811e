package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/circleci/hook"
	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

const followConfig = `
follow: {rate: 300}
routes:
  - name: short
    when: .context.runId | endswith("_short")
    follow: {for: 4s}
    chain: [jq: {mapping: DOCUMENTED}, circleci, http]
  - name: reruns
    when: .context.runId == "r_rerun"
    follow: {for: 1h, rerun: 30s}
    chain: [jq: {mapping: DOCUMENTED}, circleci, http]
  - name: circleci
    follow: {for: 1h}
    chain: [jq: {mapping: REPORTING}, circleci, http]
`

// reporting is the documented mapping with a report of its own, for runs that want one.
const reporting = `[{"enabled": ".action == \"trigger_circle_ci_pipeline\"",
  "url": "(env.CIRCLE_CI_URL // \"https://circleci.com\") as $u | $u + \"/api/v2/project/\" + (.payload.entity.properties.project_slug | @uri) + \"/pipeline\"",
  "headers": {"Circle-Token": "env.CIRCLE_CI_TOKEN"}, "body": {"branch": ".payload.properties.branch // \"main\""},
  "report": {"status": ".body.payload.properties.report", "link": ".body.payload.properties.link"}}]`

func followWorld(t *testing.T, o circleci.Options) *world.World {
	t.Helper()
	w := newWorld(t)
	o.Tokens = []string{w.Token}
	w.CircleCI = circleci.New(o)
	t.Cleanup(w.CircleCI.Close)
	w.ToCircleCI = world.NewRecord(w.CircleCI)
	w.CircleCIAt = world.Serve(t, w.ToCircleCI)
	w.File(t, "reporting.json", reporting)
	w.File(t, "dray.yaml", strings.NewReplacer("DOCUMENTED", filepath.ToSlash(world.Documented()), "REPORTING", "reporting.json").Replace(followConfig))
	return w
}

// From Kafka message to the last report at Port: each way in which a pipeline goes.
func TestFollow(t *testing.T) {
	t.Parallel()
	w := followWorld(t, circleci.Options{})
	type end struct {
		status, label, says string
	}
	table := map[string]end{
		"success":      {"SUCCESS", "Succeeded", "build succeeded"},
		"failed":       {"FAILURE", "Failed", "build failed"},
		"error":        {"FAILURE", "Error", "build ended in an error"},
		"canceled":     {"FAILURE", "Canceled", "build was canceled"},
		"unauthorized": {"FAILURE", "Unauthorized", "build was not authorized to run"},
		"not_run":      {"FAILURE", "Not run", "build was not run"},
		"approved":     {"SUCCESS", "Succeeded", "release succeeded"},
		"several":      {"FAILURE", "Failed", "lint failed, release waits for an approval, build succeeded"},
		"rerun":        {"SUCCESS", "Succeeded", "build succeeded"},
		"setup":        {"SUCCESS", "Succeeded", "build succeeded, setup succeeded"},
		"config":       {"FAILURE", "Config error", "Cannot find a definition for job named test"},
		"config-fetch": {"FAILURE", "Config not found", "No configuration was found in your project"},
		"timeout":      {"FAILURE", "Config timed out", "Timed out while processing the config"},
		"permission":   {"FAILURE", "Not permitted", "The user is not permitted to trigger this pipeline"},
		"plan":         {"FAILURE", "Plan", "Block unregistered users: no available credits"},
		// The time of their route is over before they end.
		"on_hold_short": {"FAILURE", "No longer followed", "release waits for an approval"},
		"pending_short": {"FAILURE", "No longer followed", "It was pending and had no workflow"},
		"empty_short":   {"FAILURE", "No longer followed", "It was created and had no workflow"},
		"skipped":       {"FAILURE", "Skipped", "started no pipeline"},
	}
	dray := w.Start(t, append(w.Environ(), "CONTROL_THE_PAYLOAD_CONFIG_PATH="), "run")
	dray.Says(t, "pipelines are followed and store.path is not set", "a restart forgets them")
	for name := range table {
		scenario, ok := pipeline.Named(strings.TrimSuffix(name, "_short"))
		if !ok {
			t.Fatalf("there is no scenario %s", name)
		}
		w.CircleCI.Scenarios.Next(world.Slug("r_"+name), scenario)
		w.Dispatch(t, "r_"+name)
	}
	w.CircleCI.Scenarios.Next(world.Slug("r_held"), named(t, "on_hold"))
	properties := func(id string, p map[string]any) []byte {
		return world.NewEvent(id).With("payload.properties", p).Signed(w.Secret)
	}
	w.CircleCI.Scenarios.Next(world.Slug("wfnr_bad"), named(t, "failed"))
	w.Dispatch(t, "r_held", "wfnr_good", "wfnr_bad")
	w.Publish(t, properties("r_reported", map[string]any{"report": "SUCCESS"}), properties("r_linked", map[string]any{"link": "https://mine.example"}))
	w.Settled(t) // no pipeline's end is waited for
	each(t, table, func(t *testing.T, name string, want end) {
		t.Helper()
		run := w.Ended(t, "r_"+name)
		if diff := cmp.Diff([]string{want.status, want.label}, []string{run.Status, run.StatusLabel}); diff != "" || !strings.Contains(run.Summary, want.says) {
			t.Errorf("%s %s", diff, run.Summary)
		}
		link := w.CircleCIAt + "/pipelines/gh/org/r_" + name + "/"
		if name != "skipped" && (run.ExternalRunID == "" || len(run.Link) != 1 || !strings.HasPrefix(run.Link[0], link)) {
			t.Errorf("its pipeline is %q, linked %q", run.ExternalRunID, run.Link)
		}
	})
	held := w.Shown(t, "r_held", func(r port.Run) bool { return r.StatusLabel == "On hold" })
	linked := w.Ended(t, "r_linked")
	if held.Ended() || linked.Status != "SUCCESS" || !slices.Equal(linked.Link, []string{"https://mine.example"}) {
		t.Errorf("held: %+v; linked: %+v", held, linked)
	}
	good, bad := w.Ended(t, "wfnr_good"), w.Shown(t, "wfnr_bad", func(r port.Run) bool { return r.Ended() && len(r.Logs) > 1 })
	if good.Result != "SUCCESS" || bad.Result != "FAILED" || !strings.Contains(fmt.Sprint(bad.Logs), "build failed") {
		t.Errorf("the workflow nodes are %+v and %+v", good, bad)
	}
	if run := w.Ended(t, "r_reported"); run.Status != "SUCCESS" || run.StatusLabel != "" {
		t.Errorf("what the mapping reported is %+v", run)
	}
	for name := range table { // Port hears of an end before dray has heard that it did
		if name != "skipped" {
			dray.Says(t, `"msg":"pipeline"`, `"run":"r_`+name+`"`)
		}
	}
	dray.Stop(t)
	dray.Says(t, "pipelines are followed no longer", `"pipelines":1`) // the one on hold
	for id, run := range w.Port.Runs() {
		if run.Refused > 0 {
			t.Errorf("%s: Port refused %d edits after the end", id, run.Refused)
		}
	}
	if strings.Contains(dray.Said(), w.Token) {
		t.Error("the token is in the log")
	}
}

func named(t *testing.T, name string) pipeline.Scenario {
	t.Helper()
	s, ok := pipeline.Named(name)
	if !ok {
		t.Fatalf("there is no scenario %s", name)
	}
	return s
}

// Webhooks bring the end to Port at once; what isn't signed is turned away, and a
// duplicate changes nothing.
func TestFollowByWebhooks(t *testing.T) {
	t.Parallel()
	address := world.Reserve(t).Address
	var clock stage.Manual
	hooks := []hook.Hook{{URL: "http://" + address + "/hooks", Secret: "hush", Repeat: 2}, {URL: "http://" + address, Secret: "guess"}}
	w := followWorld(t, circleci.Options{Clock: &clock, Hooks: hooks})
	environ := append(stored(t, w), "CONTROL_THE_PAYLOAD_CONFIG_PATH=",
		"DRAY_FOLLOW_WEBHOOKS_LISTEN="+address, "DRAY_FOLLOW_WEBHOOKS_SECRET=hush")
	dray := w.Start(t, environ, "run")
	dray.Says(t, "listening for CircleCI's webhooks")
	second := w.Start(t, append(stored(t, w), "DRAY_FOLLOW_WEBHOOKS_LISTEN="+address, "DRAY_FOLLOW_WEBHOOKS_SECRET=hush"), "run")
	if code := second.Wait(t); code != 2 || !strings.Contains(second.Said(), "listening for webhooks at follow.webhooks.listen") {
		t.Errorf("with an address that is taken dray exited %d: %s", code, second.Said())
	}
	w.CircleCI.Scenarios.Next(world.Slug("r_1"), pipeline.Scenario{Pending: time.Second, Workflows: []pipeline.Workflow{{
		Name: "build", Phases: []pipeline.Phase{{Status: "running", For: time.Hour}, {Status: "success"}},
	}}})
	w.Dispatch(t, "r_1")
	w.Triggered(t, 1)
	w.Settled(t)
	clock.Advance(2 * time.Second)
	began := time.Now()
	clock.Advance(2 * time.Hour)
	if run := w.Ended(t, "r_1"); run.Status != "SUCCESS" || run.Refused != 0 {
		t.Errorf("%+v", run)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("the end took %s to get to Port, as by polling", took)
	}
	dray.Says(t, "a webhook is not signed with follow.webhooks.secret")
	dray.Stop(t)
}

// storeText gives what the store's file holds.
func storeText(t *testing.T, environ []string) string {
	t.Helper()
	for _, entry := range environ {
		if dir, ok := strings.CutPrefix(entry, "DRAY_STORE_PATH="); ok {
			data, err := os.ReadFile(filepath.Join(dir, "dray.db"))
			if err != nil || !bytes.Contains(data, []byte("gh/org/r_")) {
				t.Fatalf("the store holds nothing of what is followed: %v", err)
			}
			return string(data)
		}
	}
	t.Fatal("there is no store")
	return ""
}
