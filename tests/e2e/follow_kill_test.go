package e2e

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// After kill -9 while 500 pipelines are followed, a part of which have ended, all end
// at Port as they did at CircleCI, and none twice.
func TestAKillWhileManyAreFollowed(t *testing.T) {
	t.Parallel()
	const many = 500
	var clock stage.Manual
	w := followWorld(t, circleci.Options{Clock: &clock})
	environ := append(stored(t, w), "CONTROL_THE_PAYLOAD_CONFIG_PATH=")
	all, want := ids("r_", many), map[string]string{}
	for i, id := range all {
		end, status := "success", "SUCCESS"
		if i%3 == 0 {
			end, status = "failed", "FAILURE"
		}
		long := time.Minute
		if i%2 == 0 {
			long = time.Hour
		}
		want[id] = status
		w.CircleCI.Scenarios.Next(world.Slug(id), pipeline.Scenario{Pending: time.Second, Workflows: []pipeline.Workflow{{
			Name: "build", Phases: []pipeline.Phase{{Status: "running", For: long}, {Status: end}},
		}}})
	}
	dray := w.Start(t, environ, "run")
	w.Dispatch(t, all...)
	w.Triggered(t, many)
	w.Settled(t)
	clock.Advance(10 * time.Minute)
	if err := w.Port.WaitEnded(world.Within(t), many/10); err != nil {
		t.Fatal(err)
	}
	dray.Kill() // in the midst of telling of those that have ended
	grep(t, "the store", storeText(t, environ), []string{w.Token})

	clock.Advance(2 * time.Hour)
	dray = w.Start(t, environ, "run")
	left, err := strconv.Atoi(dray.Says(t, "pipelines are followed on").Get("pipelines"))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Port.WaitEnded(world.Within(t), many); err != nil {
		t.Fatal(err)
	}
	// A stop before that would leave some of them to the next start, to ask Port about.
	dray.Times(t, "that one is over", left, func(l process.Line) bool { return l.Message == "pipeline" })
	dray.Stop(t)
	got := map[string]string{}
	for id, run := range w.Port.Runs() {
		got[id] = run.Status
		if run.Refused > 0 {
			t.Errorf("%s: Port refused %d edits after the end", id, run.Refused)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if triggers := w.CircleCI.State().Triggered; triggers != many {
		t.Errorf("%d pipelines were triggered for %d runs", triggers, many)
	}
	// Nothing is left to be followed.
	again := w.Start(t, environ, "run")
	again.Says(t, "dispatching")
	again.Stop(t)
	if text := again.Said(); strings.Contains(text, "followed on") {
		t.Errorf("pipelines that have ended are followed: %s", fmt.Sprintf("%.2000s", text))
	}
}
