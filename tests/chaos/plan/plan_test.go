package plan

import (
	"reflect"
	"testing"
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
)

var sizes = Sizes{
	Runs: 10_000, Replicas: 3, Brokers: 3, Session: 4 * time.Second,
	Kills: 100, Terminations: 20, Stands: 10, Cuts: 12, BrokerStops: 5, BrokerKills: 6,
}

func TestASeedGivesTheSamePlan(t *testing.T) {
	if !reflect.DeepEqual(Events(7, sizes), Events(7, sizes)) || !reflect.DeepEqual(Runs(7, "x", 100), Runs(7, "x", 100)) {
		t.Error("the same seed gave another plan")
	}
	if reflect.DeepEqual(Events(7, sizes), Events(8, sizes)) || reflect.DeepEqual(Runs(7, "x", 100), Runs(8, "x", 100)) {
		t.Error("another seed gave the same plan")
	}
}

func TestEvents(t *testing.T) {
	events := Events(1, sizes)
	count, last := map[history.What]int{}, 0
	for _, e := range events {
		count[e.What]++
		if e.After < last || e.After < sizes.Runs/50 || e.After > sizes.Runs*96/100 {
			t.Errorf("a %s falls after %d runs, the one before after %d", e.What, e.After, last)
		}
		if e.What == history.Stand && !e.Beyond(sizes.Session) {
			t.Errorf("a process is to stand still for %s, less than a session", e.For)
		}
		last = e.After
	}
	want := map[history.What]int{
		history.Kill: 100, history.Terminate: 20, history.Stand: 10, history.Cut: 12, history.BrokerStop: 5, history.BrokerKill: 6,
	}
	if !reflect.DeepEqual(count, want) {
		t.Errorf("there are %v events, want %v", count, want)
	}
}

func TestRuns(t *testing.T) {
	count := map[history.Kind]int{}
	for _, run := range Runs(1, "x", sizes.Runs) {
		count[run.Kind]++
	}
	for kind, percent := range map[history.Kind]int{history.Slow: 5, history.Busy: 3, history.Broken: 2, history.Refused: 2} {
		if n, want := count[kind], sizes.Runs*percent/100; n < want*3/4 || n > want*5/4 {
			t.Errorf("%d of %d runs are %s, want about %d", n, sizes.Runs, kind, want)
		}
	}
}
