package e2e

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/collector"
	"github.com/drayhq/dray/tests/e2e/world"
)

func traceOf(run string) string {
	sum := sha256.Sum256([]byte(run))
	return hex.EncodeToString(sum[:16])
}

// Each run is one trace, whose id follows from the run's: what was done, what was
// waited for, and all attempts below one span. CircleCI's request names the span of
// the attempt that sent it, and the log the trace.
func TestTraces(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	taken := &collector.Collector{}
	at := world.Serve(t, taken)
	w.File(t, "dray.yaml", "routes: [{name: ci, retry: {initial: 10ms, max: 20ms, total: 1m}, chain: [jq, {circleci: {traceparent: true}}, http]}]")
	w.CircleCI.Script.Next(world.Slug("r_retried"), stage.Status(503, ""))
	dray := w.Run(t, "DRAY_OBSERVE_TRACES_ENDPOINT="+at, "DRAY_OBSERVE_TRACES_HEADERS=Authorization=Bearer%20collector-token-1234", "OTEL_BSP_SCHEDULE_DELAY=100")
	w.Dispatch(t, "r_plain", "r_retried")
	w.Triggered(t, 2)
	w.Settled(t)
	dray.Stop(t)
	state, err := taken.Wait(world.Within(t), func(s collector.State) bool { return len(s.Spans) >= 17 })
	if err != nil {
		t.Fatal(err)
	}
	if got := state.Headers[0].Get("Authorization"); got != "Bearer collector-token-1234" {
		t.Errorf("the collector got the header %q", got)
	}
	parents := map[string]string{}
	names := map[string][]string{}
	for _, span := range state.Spans {
		names[span.Trace] = append(names[span.Trace], span.Name)
		if span.Name == "run" {
			if parents[span.Trace] != "" || span.Parent != "" {
				t.Errorf("a second root, or one with a parent: %+v", span)
			}
			parents[span.Trace] = span.ID
		}
	}
	for _, span := range state.Spans {
		if span.Name != "run" && span.Parent != parents[span.Trace] || span.End < span.Start {
			t.Errorf("it hangs below none, or ends before it begins: %+v", span)
		}
	}
	for _, all := range names {
		slices.Sort(all)
	}
	once := []string{"queue", "report", "run", "settle", "step circleci", "step http", "step jq", "verify"}
	again := append(slices.Clone(once), "step http", "wait")
	slices.Sort(again)
	if diff := cmp.Diff(map[string][]string{traceOf("r_plain"): once, traceOf("r_retried"): again}, names); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, request := range w.CircleCI.State().Requests {
		parts := strings.Split(request.Header.Get("traceparent"), "-")
		if len(parts) != 4 || !slices.ContainsFunc(state.Spans, func(s collector.Span) bool {
			return s.Trace == parts[1] && s.ID == parts[2] && s.Name == "step http"
		}) {
			t.Errorf("the request for %s has the traceparent %v, which is no step's", request.Slug, parts)
		}
	}
	grep(t, "the traces", state.Text, []string{w.Secret, w.Token})
	grep(t, "the log", dray.Said(), []string{"collector-token-1234"})
	if !strings.Contains(dray.Said(), `"trace":"`+traceOf("r_plain")+`"`) {
		t.Errorf("the log doesn't name the trace of r_plain: %s", dray.Said())
	}
}

// A collector that is away costs runs nothing, and is told of once.
func TestTracesWithoutACollector(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Run(t, "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1", "OTEL_BSP_SCHEDULE_DELAY=50")
	w.Dispatch(t, ids("r_", 50)...)
	w.Triggered(t, 50)
	w.Settled(t)
	dray.Stop(t)
	if n := strings.Count(dray.Said(), "traces can't be sent"); n > 1 {
		t.Errorf("it is said %d times that traces can't be sent", n)
	}
}
