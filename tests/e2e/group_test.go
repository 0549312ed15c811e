package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/world"
)

// While one process joins and the other leaves, as in a rolling update, every
// run is sent once. With a single partition one of them stands by.
func TestARollingUpdate(t *testing.T) {
	t.Parallel()
	for _, partitions := range []int32{1, 2} {
		t.Run(fmt.Sprint(partitions, " partitions"), func(t *testing.T) {
			t.Parallel()
			rollingUpdate(t, partitions)
		})
	}
}

func rollingUpdate(t *testing.T, partitions int32) {
	t.Helper()
	const each = 80
	w := world.New(t, bin, kafka, world.Options{Partitions: partitions})
	w.CircleCI.Script.Always(stage.Any, stage.Slow(30*time.Millisecond))
	wave := func(name string) {
		for i, id := range ids("r_"+name, each) {
			w.PublishTo(t, w.Runs, int32(i)%partitions, world.NewEvent(id).Signed(w.Secret))
		}
	}
	before := w.Run(t)
	wave("one")
	w.Received(t, each/2)
	after := w.Run(t)
	wave("two")
	if err := w.Broker.WaitForMembers(world.Within(t), w.Group, 2); err != nil {
		t.Fatal(err)
	}
	w.Received(t, each*3/2)
	before.Stop(t)
	wave("three")
	w.Triggered(t, 3*each)
	w.Settled(t)
	after.Stop(t)
	once(t, w.CircleCI.State(), 3*each)
}

// Runs that wait for another try go along with their partition: the new owner
// sends them, and the one that had them doesn't any more.
func TestWaitingRunsGoAlong(t *testing.T) {
	t.Parallel()
	w := world.New(t, bin, kafka, world.Options{Partitions: 2})
	all := ids("r_", 40)
	for _, id := range all {
		w.CircleCI.Script.Next(world.Slug(id), stage.RetryAfter(429, 6))
	}
	first := w.Run(t)
	for i, id := range all {
		w.PublishTo(t, w.Runs, int32(i%2), world.NewEvent(id).Signed(w.Secret))
	}
	w.Received(t, len(all))
	second := w.Run(t)
	if err := w.Broker.WaitForMembers(world.Within(t), w.Group, 2); err != nil {
		t.Fatal(err)
	}
	w.Triggered(t, len(all))
	w.Settled(t)
	first.Stop(t)
	second.Stop(t)
	for id, n := range world.Times(w.CircleCI.State()) {
		if n != 2 {
			t.Errorf("run %s, refused once, was sent %d times", id, n)
		}
	}
}

// once checks that so many runs were sent, each once.
func once(t *testing.T, state circleci.State, runs int) {
	t.Helper()
	times := world.Times(state)
	for id, n := range times {
		if n != 1 {
			t.Errorf("run %s was sent %d times", id, n)
		}
	}
	if len(times) != runs {
		t.Errorf("%d runs were sent, want %d", len(times), runs)
	}
}
