package world

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/port"
)

// Publish puts messages on the runs topic's first partition.
func (w *World) Publish(t testing.TB, messages ...[]byte) {
	t.Helper()
	w.PublishTo(t, w.Runs, 0, messages...)
}

// PublishTo puts messages on a topic's partition.
func (w *World) PublishTo(t testing.TB, topic string, partition int32, messages ...[]byte) {
	t.Helper()
	if err := w.Broker.Produce(Within(t), topic, partition, messages...); err != nil {
		t.Fatal(err)
	}
}

// Dispatch publishes signed runs of these ids.
func (w *World) Dispatch(t testing.TB, ids ...string) {
	t.Helper()
	messages := make([][]byte, len(ids))
	for i, id := range ids {
		messages[i] = NewEvent(id).Signed(w.Secret)
	}
	w.Publish(t, messages...)
}

// Settled waits until nothing lies ahead of the group on either topic.
func (w *World) Settled(t testing.TB) {
	t.Helper()
	if err := w.Broker.WaitForLag(Within(t), w.Group, 0, w.Runs, w.Changes); err != nil {
		t.Fatal(err)
	}
}

// Received waits until CircleCI has received so many triggers, whatever it
// answered, and gives what it has.
func (w *World) Received(t testing.TB, triggers int) circleci.State {
	t.Helper()
	return w.circleCI(t, func(s circleci.State) bool { return s.Received >= triggers })
}

// Triggered waits until so many triggers were answered with a pipeline.
func (w *World) Triggered(t testing.TB, pipelines int) circleci.State {
	t.Helper()
	return w.circleCI(t, func(s circleci.State) bool { return s.Triggered >= pipelines })
}

// Reached waits until runs of these ids have reached CircleCI.
func (w *World) Reached(t testing.TB, ids ...string) circleci.State {
	t.Helper()
	return w.circleCI(t, func(s circleci.State) bool {
		times := Times(s)
		for _, id := range ids {
			if times[id] == 0 {
				return false
			}
		}
		return true
	})
}

func (w *World) circleCI(t testing.TB, until func(circleci.State) bool) circleci.State {
	t.Helper()
	state, err := w.CircleCI.Wait(Within(t), until)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

// Times gives how often each run's trigger reached CircleCI, by its id.
func Times(s circleci.State) map[string]int {
	times := map[string]int{}
	for _, request := range s.Requests {
		times[strings.TrimPrefix(request.Slug, "gh/org/")]++
	}
	return times
}

// Ended waits until Port shows that a run has ended, and gives what it shows.
func (w *World) Ended(t testing.TB, id string) port.Run {
	t.Helper()
	return w.Shown(t, id, port.Run.Ended)
}

// Shown waits until Port shows a run as wanted, and gives it.
func (w *World) Shown(t testing.TB, id string, until func(port.Run) bool) port.Run {
	t.Helper()
	run, err := w.Port.Wait(Within(t), id, until)
	if err != nil {
		t.Fatal(err)
	}
	return run
}
