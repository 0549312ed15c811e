package plan

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
)

// Sizes says how much of everything there is.
type Sizes struct {
	Runs, Replicas, Brokers int

	Kills, Terminations, Stands, Cuts int
	BrokerStops, BrokerKills          int

	Session time.Duration // of the consumer group
}

// Run is a run to be produced.
type Run struct {
	ID    string
	Kind  history.Kind
	Delay time.Duration // before CircleCI answers
}

// Event is a trouble to be made once so many runs have reached CircleCI.
type Event struct {
	history.Trouble
	For time.Duration // how long it lasts; 0: until it is over by itself
}

// Runs plans the runs: 5 % slow, 5 % flaky (3 in 5 busy, 2 in 5 broken), 2 % refused.
func Runs(seed uint64, prefix string, n int) []Run {
	random := rand.New(rand.NewPCG(seed, 1))
	out := make([]Run, n)
	for i := range out {
		out[i] = Run{fmt.Sprintf("r_%s_%05d", prefix, i), history.Plain, time.Duration(5+random.IntN(60)) * time.Millisecond}
		switch at := random.IntN(100); {
		case at < 5:
			out[i].Kind, out[i].Delay = history.Slow, time.Second+time.Duration(random.IntN(2000))*time.Millisecond
		case at < 8:
			out[i].Kind = history.Busy
		case at < 10:
			out[i].Kind = history.Broken
		case at < 12:
			out[i].Kind = history.Refused
		}
	}
	return out
}

// Events plans the troubles, the first one first. They fall while runs are under
// way: not before a fiftieth of them is there, and none among the last.
func Events(seed uint64, s Sizes) []Event {
	p := planner{rand.New(rand.NewPCG(seed, 2)), s, nil}
	for range s.Kills {
		p.add(history.Trouble{What: history.Kill, Target: p.random.IntN(s.Replicas)}, 0)
	}
	for range s.Terminations {
		p.add(history.Trouble{What: history.Terminate, Target: p.random.IntN(s.Replicas)}, 0)
	}
	for range s.Stands {
		p.add(history.Trouble{What: history.Stand, Target: p.random.IntN(s.Replicas)}, s.Session+p.upTo(s.Session/2)+time.Second)
	}
	for i := range s.Cuts {
		p.cut(i)
	}
	for range s.BrokerStops {
		p.add(history.Trouble{What: history.BrokerStop, Target: p.random.IntN(s.Brokers)}, 0)
	}
	for range s.BrokerKills {
		p.add(history.Trouble{What: history.BrokerKill, Target: p.random.IntN(s.Brokers)}, 0)
	}
	slices.SortStableFunc(p.events, func(a, b Event) int { return a.After - b.After })
	return p.events
}

type planner struct {
	random *rand.Rand
	sizes  Sizes
	events []Event
}

// cut plans the i-th cut: from Kafka, in turn for less and for more than a session,
// CircleCI, Port. Every other one swallows what is sent, the rest refuse.
func (p *planner) cut(i int) {
	session := p.sizes.Session
	one := []struct {
		peer history.Peer
		long time.Duration
	}{
		{history.Kafka, session*3/2 + time.Second + p.upTo(session)},
		{history.CircleCI, time.Second + p.upTo(3*time.Second)},
		{history.Port, 2*time.Second + p.upTo(12*time.Second)},
		{history.Kafka, session/4 + p.upTo(session/4)},
	}[i%4]
	p.add(history.Trouble{
		What: history.Cut, Target: p.random.IntN(p.sizes.Replicas), Peer: one.peer, Silent: i/4%2 == 0,
	}, one.long)
}

func (p *planner) add(trouble history.Trouble, long time.Duration) {
	from, to := p.sizes.Runs/50, p.sizes.Runs*96/100
	trouble.After = from + p.random.IntN(max(1, to-from))
	trouble.Planned = long
	p.events = append(p.events, Event{trouble, long})
}

func (p *planner) upTo(most time.Duration) time.Duration {
	return time.Duration(p.random.Int64N(int64(max(1, most))))
}
