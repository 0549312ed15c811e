package bench

import (
	"fmt"
	"slices"
	"testing"
)

// BenchmarkStore has dray work off the same messages without a store and with one, in
// turn, and prints medians: the goal is a ratio of 0.9 or more.
func BenchmarkStore(b *testing.B) {
	t := newTown(b, "documented.json", runs)
	var without, with []result
	for b.Loop() {
		group := fmt.Sprint("store-", len(with))
		without = append(without, t.measure(b, group+"-without", runs, dray, "run"))
		stored := *t
		stored.environ = append(slices.Clip(t.environ), "DRAY_STORE_PATH="+b.TempDir())
		with = append(with, stored.measure(b, group+"-with", runs, dray, "run"))
		n := len(with) - 1
		b.Logf("without a store %5.0f runs/s, CPU %3.0f µs a run; with one %5.0f and %3.0f",
			without[n].rate, without[n].cpu, with[n].rate, with[n].cpu)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(medians(with).rate, "stored-runs/s")
	b.ReportMetric(paired(with, without, func(w, o result) float64 { return w.rate / o.rate }), "ratio")
	b.ReportMetric(paired(with, without, func(w, o result) float64 {
		return (o.cpu + o.town) / (w.cpu + w.town)
	}), "cpu-ratio")
}
