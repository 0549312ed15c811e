package metrics_test

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus/testutil"
	dto "github.com/prometheus/client_model/go"

	"github.com/drayhq/dray/core/observe/metrics"
)

// full is all that can be true at a scrape.
func full() metrics.Live {
	return metrics.Live{
		Unsettled: 3, Oldest: 90 * time.Second, Routes: []metrics.Route{{Name: "ci", Queued: 2, Paused: true}},
		Kafka: &metrics.Kafka{Ready: true, Partitions: []metrics.Partition{{Topic: "org.runs", Number: 1, Lag: 7}}},
		Store: &metrics.Store{Healthy: true, Letters: map[string]int{"junk": 4}}, Port: &metrics.Port{StatusesUp: true},
	}
}

func filled() *metrics.Metrics {
	m := metrics.New(metrics.Options{
		Version: "v1", Routes: []string{"ci"}, Hosts: []string{"circleci.com", "*.example.com"}, Classes: []string{"junk"},
		Outcomes: []string{"delivered", "failed"}, Live: full,
	})
	m.Message("runs", "ours", time.Millisecond)
	m.Ended("ci", "delivered")
	m.Ended("", "failed")
	m.Delivered("ci", time.Second, "r_1", func() string { return strings.Repeat("a", 32) })
	m.Delivered("ci", -time.Second, strings.Repeat("r", 200), nil)
	m.Retried("ci")
	m.Step("ci", "jq", time.Microsecond)
	m.Reported(time.Second)
	m.Requested("circleci.com", 201, time.Second, "17", plain)
	m.Called("status", 200, time.Second, "99, 3")
	m.Module("labels.wasm", "continue", time.Microsecond)
	m.Trapped("labels.wasm")
	m.Parked("junk", nil)
	m.Parked("junk", errors.New("disk full"))
	m.Replayed("delivered")
	m.Dropped()
	m.Reloaded(false, time.Now())
	return m
}

func plain(text string) string { return text }

func TestNamesAreAsPrometheusWantsThem(t *testing.T) {
	problems, err := testutil.GatherAndLint(filled().Gatherer())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if !strings.HasPrefix(p.Metric, "go_") { // those are Go's own
			t.Errorf("%s: %s", p.Metric, p.Text)
		}
	}
}

// series gives each sample's labels and value, counts and sums of histograms left out.
func series(t *testing.T, m *metrics.Metrics, name string) map[string]float64 {
	t.Helper()
	families, err := m.Gatherer().Gather()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for _, family := range families {
		if family.GetName() != name {
			continue
		}
		for _, one := range family.Metric {
			out[labels(one)] = one.GetCounter().GetValue() + one.GetGauge().GetValue()
		}
	}
	return out
}

func labels(m *dto.Metric) string {
	var parts []string
	for _, l := range m.Label {
		parts = append(parts, l.GetName()+"="+l.GetValue())
	}
	return strings.Join(parts, ",")
}

func TestValues(t *testing.T) {
	m := filled()
	for name, want := range map[string]map[string]float64{
		"dray_unsettled_runs":                        {"": 3},
		"dray_oldest_unsettled_seconds":              {"": 90},
		"dray_route_paused":                          {"route=ci": 1},
		"dray_kafka_lag_messages":                    {"partition=1,topic=org.runs": 7},
		"dray_dead_letters":                          {"class=junk": 4},
		"dray_dead_letters_parked_total":             {"class=junk": 1},
		"dray_dead_letters_failed_total":             {"": 1},
		"dray_config_last_reload_successful":         {"": 0},
		"dray_endpoint_ratelimit_remaining_requests": {"host=circleci.com": 17},
		"dray_port_ratelimit_remaining_requests":     {"": 99},
		"dray_module_traps_total":                    {"module=labels.wasm": 1},
		"dray_runs_total": {
			"outcome=delivered,route=ci": 1, "outcome=failed,route=none": 1,
			"outcome=failed,route=ci": 0, "outcome=delivered,route=none": 0,
		},
	} {
		if diff := cmp.Diff(want, series(t, m, name)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// Whatever events hold, and however long dray runs, there are only so many series.
func TestLabelsAreBounded(t *testing.T) {
	m := filled()
	count := func() int {
		n, err := testutil.GatherAndCount(m.Gatherer())
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	hosts := func(from, to int) {
		for i := from; i < to; i++ {
			name := fmt.Sprintf("host-%d.example", i)
			m.Requested(name, 100+i%500, time.Second, "1", plain)
			m.Requested(name, 0, 0, "", plain)
			m.Module(name+".wasm", "continue", 0)
			m.Trapped(name + ".wasm")
			m.Delivered("ci", time.Second, name, func() string { return name })
		}
	}
	hosts(0, 1000)
	before := count()
	hosts(1000, 3000)
	if after := count(); after != before {
		t.Errorf("%d series have become %d", before, after)
	}
	if n := len(series(t, m, "dray_endpoint_ratelimit_remaining_requests")); n != 21 {
		t.Errorf("%d hosts have a label, want 20 and one for the others", n)
	}
}

// A host may be made of what nobody may see, or not be one.
func TestHostsThatGetNoLabel(t *testing.T) {
	m := filled()
	m.Requested("s3cret-token.example", 200, 0, "", func(string) string { return "***.example" })
	m.Requested("nowhere.invalid", 0, 0, "", plain)
	want := map[string]float64{"code=2xx,host=circleci.com": 1, "code=2xx,host=other": 1, "code=none,host=other": 1}
	if diff := cmp.Diff(want, series(t, m, "dray_endpoint_requests_total")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Prometheus' client panics on labels that are no text.
func TestWhatIsNoText(t *testing.T) {
	m := filled()
	const odd = "\xff\xfe"
	m.Delivered("ci", time.Second, odd, func() string { return "x" })
	m.Trapped(odd + ".wasm")
	m.Module(odd+".wasm", "continue", 0)
	m.Requested(odd, 200, 0, odd, plain)
	if got := series(t, m, "dray_module_traps_total")["module=other"]; got != 1 {
		t.Errorf("the trap of a module with an odd name counts %v", got)
	}
}

func TestCodes(t *testing.T) {
	m := metrics.New(metrics.Options{Live: func() metrics.Live { return metrics.Live{} }})
	for _, status := range []int{0, 42, 200, 201, 302, 400, 401, 422, 429, 500, 502, 503, 600} {
		m.Called("x", status, 0, "")
	}
	got := series(t, m, "dray_port_calls_total")
	maps.DeleteFunc(got, func(_ string, n float64) bool { return n == 0 })
	want := map[string]float64{
		"call=x,code=none": 3, "call=x,code=2xx": 2, "call=x,code=3xx": 1, "call=x,code=4xx": 2, "call=x,code=401": 1,
		"call=x,code=429": 1, "call=x,code=5xx": 2, "call=x,code=503": 1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
