package bench

import (
	"context"
	"net/http"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/drayhq/dray/core/admin"
	"github.com/drayhq/dray/core/admin/socket"
)

// stuckRuns is how many lie on the topic of BenchmarkStuckSink, and waiting how many
// dray takes up of them at least while it looks for runs that go elsewhere.
const (
	stuckRuns = 1_000_000
	waiting   = 9_000
)

// BenchmarkStuckSink prints what dray keeps resident at most where no request is ever
// answered, with a million runs on the topic: the goal is under 150 MB.
func BenchmarkStuckSink(b *testing.B) {
	t := newTown(b, "documented.json", stuckRuns)
	stuck := serve(b, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	var peaks []float64
	for b.Loop() {
		where := socket.Place{Network: "unix", Address: filepath.Join(b.TempDir(), "a.sock")}
		p := start(b, append(slices.Clip(t.environ), "CIRCLE_CI_URL="+stuck, "DRAY_LIMITS_DRAIN=1ms",
			"DRAY_ADMIN_LISTEN=unix:"+where.Address), dray, "run")
		client := admin.NewClient(where)
		ctx, cancel := context.WithTimeout(b.Context(), bound)
		var s admin.Status
		for s.Waiting < waiting {
			var err error
			if s, err = client.Status(ctx); err != nil && ctx.Err() != nil {
				b.Fatalf("%d are waiting: %v\n%s", s.Waiting, err, p.tail())
			}
			<-time.After(50 * time.Millisecond) // as a person looks again
		}
		peaks = append(peaks, p.memory(b, "VmHWM"))
		b.Logf("%d waiting, %d unsettled, %.0f MB at most", s.Waiting, s.Unsettled, peaks[len(peaks)-1])
		p.stop(b)
		client.Close()
		cancel()
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(slices.Max(peaks), "stuck-MB")
}
