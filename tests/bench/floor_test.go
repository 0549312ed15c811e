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
	rate  float64 // runs a second, from the first trigger to the last
	told  float64 // the same, to when Port has been told of all
	cpu   float64 // µs of CPU a run, of the program alone
	town  float64 // of Kafka and the stand-ins
	peak  float64 // MB resident at most
	calls float64 // of Port's API a run
}

// BenchmarkAgainstFloor has dray and the floor work off the same messages in
// turn, and prints medians. The goals: a ratio of 0.7 or more, and 3 Port calls a
// run at most. told-ratio counts until Port has been told of every run, too;
// cpu-ratio is that without the time in which the machine did something else.
func BenchmarkAgainstFloor(b *testing.B) {
	t := newTown(b, "documented.json", runs)
	var drays, floors []result
	for b.Loop() {
		group := fmt.Sprint("bench-", len(drays))
		d := t.measure(b, group+"-dray", runs, dray, "run")
		f := t.measure(b, group+"-floor", 0, floor)
		b.Logf("dray %5.0f runs/s, told %5.0f/s, CPU %3.0f µs a run and %3.0f of what it talks to; floor %5.0f runs/s, %3.0f µs and %3.0f",
			d.rate, d.told, d.cpu, d.town, f.rate, f.cpu, f.town)
		drays, floors = append(drays, d), append(floors, f)
	}
	d, f := medians(drays), medians(floors)
	b.ReportMetric(0, "ns/op") // a round's duration says nothing
	b.ReportMetric(d.rate, "dray-runs/s")
	b.ReportMetric(f.rate, "floor-runs/s")
	// Of each round by itself, for what slows the machine slows both.
	b.ReportMetric(paired(drays, floors, func(d, f result) float64 { return d.rate / f.rate }), "ratio")
	b.ReportMetric(paired(drays, floors, func(d, f result) float64 { return d.told / f.told }), "told-ratio")
	b.ReportMetric(paired(drays, floors, func(d, f result) float64 { return (f.cpu + f.town) / (d.cpu + d.town) }), "cpu-ratio")
	b.ReportMetric(d.cpu, "dray-cpu-µs/run")
	b.ReportMetric(f.cpu, "floor-cpu-µs/run")
	b.ReportMetric(d.calls, "port-calls/run")
	b.ReportMetric(d.peak, "dray-peak-MB")
	b.ReportMetric(f.peak, "floor-peak-MB")
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
	first, last := t.circleci.first, t.circleci.last
	r.rate = runs / last.Sub(first).Seconds()
	if reports > 0 && t.port.last.After(last) {
		last = t.port.last
	}
	r.told = runs / last.Sub(first).Seconds()
	calls, lines := t.port.counts()
	r.calls = float64(calls) / runs
	if _, sent := t.circleci.counts(); sent != runs || lines != reports {
		b.Fatalf("%s: %d triggers and %d reports of %d runs, want %d reports", p.cmd, sent, lines, runs, reports)
	}
	return r
}

// paired gives the median of what the two of each round compare to.
func paired(drays, floors []result, compare func(d, f result) float64) float64 {
	ratios := make([]float64, len(drays))
	for i := range drays {
		ratios[i] = compare(drays[i], floors[i])
	}
	slices.Sort(ratios)
	return ratios[len(ratios)/2]
}

// medians gives the median of each member by itself.
func medians(results []result) result {
	median := func(of func(result) float64) float64 {
		values := make([]float64, len(results))
		for i, r := range results {
			values[i] = of(r)
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	return result{
		rate:  median(func(r result) float64 { return r.rate }),
		told:  median(func(r result) float64 { return r.told }),
		cpu:   median(func(r result) float64 { return r.cpu }),
		town:  median(func(r result) float64 { return r.town }),
		peak:  median(func(r result) float64 { return r.peak }),
		calls: median(func(r result) float64 { return r.calls }),
	}
}
