package bench

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"
)

const (
	runs  = 20_000
	bound = 2 * time.Minute // for one measurement
)

// result is one measurement of one program.
type result struct {
	rate  float64 // runs a second, from the first trigger to the last trigger and report
	cpu   float64 // µs of CPU a run, of the program alone
	town  float64 // of Kafka and the stand-ins
	peak  float64 // MB resident at most
	calls float64 // of Port's API a run
}

// BenchmarkAgainstFloor has dray and the floor work off the same messages in
// turn, and prints medians. The ratio is what counts: the rest is the machine's.
func BenchmarkAgainstFloor(b *testing.B) {
	t := newTown(b, "documented.json", runs)
	var drays, floors []result
	for b.Loop() {
		group := fmt.Sprint("bench-", len(drays))
		drays = append(drays, t.measure(b, group+"-dray", runs, dray, "run"))
		floors = append(floors, t.measure(b, group+"-floor", 0, floor))
		d, f := drays[len(drays)-1], floors[len(floors)-1]
		b.Logf("dray %5.0f runs/s, %3.0f µs of CPU a run and %3.0f of those it talks to; floor %5.0f runs/s, %3.0f µs and %3.0f: ratio %.2f",
			d.rate, d.cpu, d.town, f.rate, f.cpu, f.town, d.rate/f.rate)
	}
	rate := func(r result) float64 { return r.rate }
	cpu := func(r result) float64 { return r.cpu }
	all := func(r result) float64 { return r.cpu + r.town }
	b.ReportMetric(0, "ns/op") // a round's duration says nothing
	b.ReportMetric(median(drays, rate), "dray-runs/s")
	b.ReportMetric(median(floors, rate), "floor-runs/s")
	b.ReportMetric(median(drays, rate)/median(floors, rate), "ratio")
	b.ReportMetric(median(floors, all)/median(drays, all), "cpu-ratio") // the same, whatever else the machine does
	b.ReportMetric(median(drays, cpu), "dray-cpu-µs/run")
	b.ReportMetric(median(floors, cpu), "floor-cpu-µs/run")
	b.ReportMetric(median(drays, func(r result) float64 { return r.calls }), "port-calls/run")
	b.ReportMetric(median(drays, func(r result) float64 { return r.peak }), "dray-peak-MB")
	b.ReportMetric(median(floors, func(r result) float64 { return r.peak }), "floor-peak-MB")
}

// measure has a program work off the whole topic as a group of its own. reports
// is how many log lines Port has to get.
func (t *town) measure(b *testing.B, group string, reports int, program string, args ...string) result {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), bound)
	defer cancel()
	triggered, reported := t.circleci.expect(runs), t.port.expect(reports)
	before := ownCPU(b)
	p := start(b, append(slices.Clip(t.environ), "KAFKA_CONSUMER_GROUP_ID="+group), program, args...)
	err := wait(ctx, triggered)
	if err == nil && reports > 0 {
		err = wait(ctx, reported)
	}
	if err == nil {
		err = t.kafka.WaitForLag(ctx, group, topic, 0)
	}
	if err != nil {
		b.Fatalf("%s: %v\n%s", p.cmd, err, p.tail())
	}
	r := result{peak: p.memory(b, "VmHWM"), town: float64((ownCPU(b) - before).Microseconds()) / runs}
	r.cpu = float64(p.stop(b).Microseconds()) / runs
	last := t.circleci.last
	if reports > 0 && t.port.last.After(last) {
		last = t.port.last
	}
	r.rate = runs / last.Sub(t.circleci.first).Seconds()
	calls, lines := t.port.counts()
	r.calls = float64(calls) / runs
	if _, sent := t.circleci.counts(); sent != runs || lines != reports {
		b.Fatalf("%s: %d triggers and %d reports of %d runs, want %d reports", p.cmd, sent, lines, runs, reports)
	}
	return r
}

func median(results []result, of func(result) float64) float64 {
	values := make([]float64, len(results))
	for i, r := range results {
		values[i] = of(r)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
