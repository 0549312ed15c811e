package e2e

import (
	"testing"
	"time"

	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

// poisonBound is how long all of them together may take.
const poisonBound = 45 * time.Second

// What can't be sent, won't be taken, or isn't taken at once, all on one partition,
// holds up nothing: each has its end in time, and Port is told of those that have a
// run and failed.
func TestPoison(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var rubbish [][]byte
	for kind, text := range junk(w) {
		if kind != "too big" && kind != "big, unsigned" { // ten megabytes each are another test's
			rubbish = append(rubbish, text)
		}
	}
	const each = 15
	flaky, limited, refused := ids("r_flaky", each), ids("r_limited", each), ids("r_refused", each)
	for i := range each {
		w.CircleCI.Script.Next(world.Slug(flaky[i]), stage.Status(503, ""), stage.Status(503, ""))
		w.CircleCI.Script.Next(world.Slug(limited[i]), stage.RetryAfter(429, 1))
		w.CircleCI.Script.Always(world.Slug(refused[i]), stage.Status(400, `{"message":"Config not found."}`))
	}
	var messages [][]byte
	for i := range 4 * each {
		messages = append(messages, rubbish[i%len(rubbish)])
		if id, of := i/4, [][]string{flaky, limited, refused}; i%4 < len(of) {
			messages = append(messages, world.NewEvent(of[i%4][id]).Signed(w.Secret))
		}
	}

	dray := w.Run(t)
	begun := time.Now()
	w.Publish(t, messages...)
	w.Triggered(t, 2*each)
	w.Settled(t)
	if took := time.Since(begun); took > poisonBound {
		t.Errorf("it took %s until all were settled, want %s at most", took, poisonBound)
	}
	dray.Stop(t)

	times, runs := world.Times(w.CircleCI.State()), w.Port.Runs()
	failed := 0
	for i := range each {
		for id, want := range map[string]int{flaky[i]: 3, limited[i]: 2, refused[i]: 1} {
			if times[id] != want {
				t.Errorf("run %s was sent %d times, want %d", id, times[id], want)
			}
		}
		if run := runs[refused[i]]; run.Status != "FAILURE" || !contains(run.Summary, "400", "Config not found.") {
			t.Errorf("Port shows of a refused run: %+v", run)
		}
	}
	for _, run := range runs {
		if run.Status == "FAILURE" {
			failed++
		}
	}
	if failed != each {
		t.Errorf("Port was told of %d failures, want %d", failed, each)
	}
	if len(runs) != 3*each || len(times) != 3*each {
		t.Errorf("Port heard of %d runs and CircleCI of %d, want %d: junk was trusted", len(runs), len(times), 3*each)
	}
}
