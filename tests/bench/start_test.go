package bench

import (
	"context"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// starts is how many starts a median is taken of.
const starts = 20

// BenchmarkExplain prints how long `dray explain` takes for one event, start of
// the process included: the goal is under 100 ms.
func BenchmarkExplain(b *testing.B) {
	event, err := filepath.Abs("testdata/event.json")
	if err != nil {
		b.Fatal(err)
	}
	t := newTown(b, "invocations.json", 0)
	var times []time.Duration
	for b.Loop() {
		for range starts {
			cmd := exec.CommandContext(b.Context(), dray, "explain", event)
			cmd.Dir, cmd.Env = b.TempDir(), t.environ
			began := time.Now()
			if out, err := cmd.CombinedOutput(); err != nil {
				b.Fatalf("%v\n%s", err, out)
			}
			times = append(times, time.Since(began))
		}
	}
	reportMedian(b, times, "explain-ms")
}

// BenchmarkFirstPoll prints how long `dray run` takes from its start to its first
// fetch: the goal is under 300 ms.
func BenchmarkFirstPoll(b *testing.B) {
	t := newTown(b, "documented.json", 0)
	fetches := t.fetches()
	var times []time.Duration
	for b.Loop() {
		for range starts {
			ctx, cancel := context.WithTimeout(b.Context(), bound)
			for len(fetches) > 0 {
				<-fetches
			}
			began := time.Now()
			p := start(b, t.environ, dray, "run")
			select {
			case at := <-fetches:
				times = append(times, at.Sub(began))
			case <-ctx.Done():
				b.Fatalf("no fetch: %v\n%s", ctx.Err(), p.tail())
			}
			p.stop(b)
			cancel()
		}
	}
	reportMedian(b, times, "first-poll-ms")
}

// BenchmarkIdle prints what `dray run` keeps resident while no runs come: the goal
// is under 40 MB. It looks after ten fetches that found nothing, half a second each.
func BenchmarkIdle(b *testing.B) {
	t := newTown(b, "documented.json", 0)
	fetches := t.fetches()
	var sizes []float64
	for b.Loop() {
		p := start(b, t.environ, dray, "run")
		for range 10 {
			<-fetches
		}
		sizes = append(sizes, p.memory(b, "VmRSS"))
		p.stop(b)
	}
	slices.Sort(sizes)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(sizes[len(sizes)/2], "idle-MB")
}

// fetches tells when Kafka is asked for messages.
func (t *town) fetches() <-chan time.Time {
	asked := make(chan time.Time, 1000)
	t.kafka.Cluster().ControlKey(int16(kmsg.Fetch), func(kmsg.Request) (kmsg.Response, error, bool) {
		t.kafka.Cluster().KeepControl()
		select {
		case asked <- time.Now():
		default: // nobody looks
		}
		return nil, nil, false
	})
	return asked
}

func reportMedian(b *testing.B, times []time.Duration, unit string) {
	b.Helper()
	slices.Sort(times)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, unit)
}
