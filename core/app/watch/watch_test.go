//go:build !lean

package watch_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/core/app/watch"
	"github.com/drayhq/dray/core/chain"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/event"
	"github.com/drayhq/dray/core/intake"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

// gate takes a message's value as its run's id.
type gate struct{ err error }

func (g gate) Admit(_ context.Context, m *intake.Message) (sdk.Run, event.Envelope, error) {
	return sdk.Run{ID: string(m.Value), Source: m.Source}, event.Envelope{}, g.err
}

func (g gate) Again(m *intake.Message) (sdk.Run, event.Envelope, error) {
	return g.Admit(context.Background(), m)
}

type reporter struct{}

func (reporter) Finish(context.Context, report.Ending) {}
func (reporter) Waiting(report.Waiting)                {}

type lease struct{}

func (lease) Begin(int64) bool             { return true }
func (lease) Release(int64)                {}
func (lease) Settle(_ int64, acked func()) { acked() }

// sink is a step that sends.
type sink struct{ err error }

func (s sink) Preview(_ context.Context, run sdk.Run) (sdk.Run, error) { return run, nil }
func (s sink) Do(_ context.Context, run sdk.Run) (sdk.Run, error) {
	run.Request = &sdk.Request{Method: "POST", URL: "https://circleci.com/api/v2/project/x/pipeline"}
	if s.err == nil {
		run.Reply = &sdk.Reply{Status: 201, Duration: time.Millisecond}
	}
	return run, s.err
}

// plain is a step that sends nothing.
type plain struct{}

func (plain) Do(_ context.Context, run sdk.Run) (sdk.Run, error) { return run, nil }

func watched(tb testing.TB, listen string, shown io.Writer) *watch.Watch {
	tb.Helper()
	cfg := config.Defaults()
	cfg.Observe.Listen = listen
	cfg.Routes = []routes.Route{{Name: "ci"}}
	w, err := watch.New(tb.Context(), &cfg, "v1", false, secret.NewVault(), slog.New(slog.NewTextHandler(shown, nil)))
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func message(id string) *intake.Message {
	return intake.NewMessage(sdk.Source{Topic: "t", Time: time.Now().Add(-time.Minute)}, nil, []byte(id), false, lease{})
}

// page gives the metrics as they are now.
func page(t *testing.T, at string) string {
	t.Helper()
	response, err := http.Get(at + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWhatHappensIsCounted(t *testing.T) {
	var log strings.Builder
	w := watched(t, "127.0.0.1:0", &log)
	unwatch, err := w.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unwatch() }()
	_, rest, _ := strings.Cut(log.String(), "at=")
	at, _, _ := strings.Cut(rest, " ")
	says := func(lines ...string) {
		t.Helper()
		text := page(t, at)
		for _, line := range lines {
			if !strings.Contains(text, "\n"+line+"\n") {
				t.Errorf("it doesn't say %s", line)
			}
		}
		if t.Failed() {
			t.Log(text)
		}
	}

	table := route.Table{{Name: "ci", Chain: chain.Chain{Links: []chain.Link{{Name: "http", Step: sink{}}}}}}
	w.Routes(table)
	m := message("r_1")
	run, _, err := w.Gate(gate{}).Admit(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	says("dray_unsettled_runs 1", `dray_messages_total{is="ours",topic="runs"} 1`)
	if text := page(t, at); strings.Contains(text, "dray_oldest_unsettled_seconds 0\n") {
		t.Error("the oldest run has no age")
	}
	walk := table[0].Chain.Do(t.Context(), run, 0)
	r := w.Reporter(reporter{})
	r.Waiting(report.Waiting{Run: run, Route: "ci", Err: errors.New("busy")})
	r.Finish(t.Context(), report.Ending{Run: walk.Run, Route: "ci", Row: report.Delivered})
	m.Settle(func() {})
	says("dray_unsettled_runs 0", "dray_oldest_unsettled_seconds 0", `dray_runs_total{outcome="delivered",route="ci"} 1`,
		`dray_retries_total{route="ci"} 1`, `dray_endpoint_requests_total{code="2xx",host="circleci.com"} 1`,
		`dray_trigger_delay_seconds_count{route="ci"} 1`, `dray_step_duration_seconds_count{route="ci",step="http"} 1`)

	// A request that never was one is none; one without an answer is.
	for _, err := range []error{errors.New("host not allowed"), sdk.Unknown(errors.New("no answer"))} {
		table[0].Chain.Links[0].Step = sink{err}
		table[0].Chain.Do(t.Context(), run, 0)
	}
	says(`dray_endpoint_requests_total{code="none",host="circleci.com"} 1`)

	// Junk is no run; a dead letter that stays one is settled by nothing.
	_, _, _ = w.Gate(gate{err: errors.New("forged")}).Admit(t.Context(), message("r_2"))
	letter := message("r_3")
	letter.Verified = true
	run, _, _ = w.Gate(gate{}).Admit(t.Context(), letter)
	says("dray_unsettled_runs 1", `dray_messages_total{is="junk",topic="runs"} 1`)
	r.Finish(t.Context(), report.Ending{Run: run, Row: report.Exhausted, Replayed: true, Kept: report.Kept{ID: "x"}})
	says("dray_unsettled_runs 0", `dray_dead_letters_replayed_total{outcome="exhausted"} 1`, `dray_runs_total{outcome="exhausted",route="none"} 1`)
	_, _ = w.Shelf(full{}).Park(t.Context(), deadletter.Letter{Class: deadletter.Trap})
	w.Reloaded(false)
	w.Trapped()("labels.wasm")
	says("dray_dead_letters_failed_total 1", "dray_config_last_reload_successful 0", `dray_module_traps_total{module="labels.wasm"} 1`)
}

type full struct{}

func (full) Park(context.Context, deadletter.Letter) (report.Kept, error) {
	return report.Kept{}, errors.New("disk full")
}

// Whoever doesn't want to see anything pays for nothing.
func TestNothingIsWrappedWhereNobodyLooks(t *testing.T) {
	w := watched(t, "", io.Discard)
	if w != nil || w.Gate(gate{}) != (gate{}) || w.Reporter(reporter{}) != (reporter{}) || w.Trapped() != nil ||
		w.Trace() != nil || w.Transport(http.DefaultTransport) != http.DefaultTransport {
		t.Error("something is wrapped")
	}
	table := route.Table{{Name: "ci"}}
	if w.Routes(table); table[0].Chain.Timed != nil {
		t.Error("steps are timed")
	}
	unwatch, err := w.Open(t.Context())
	if err != nil || unwatch() != nil {
		t.Error("nothing can't be opened and closed")
	}
}

// BenchmarkRun is what a run costs beside its work: with a page to look at, and without.
func BenchmarkRun(b *testing.B) {
	for name, listen := range map[string]string{"seen": "127.0.0.1:0", "unseen": ""} {
		b.Run(name, func(b *testing.B) {
			w := watched(b, listen, io.Discard)
			table := route.Table{{Name: "ci", Chain: chain.Chain{Links: []chain.Link{
				{Name: "jq", Step: plain{}}, {Name: "wasm", Step: plain{}}, {Name: "http", Step: sink{}},
			}}}}
			w.Routes(table)
			g, r := w.Gate(gate{}), w.Reporter(reporter{})
			b.ReportAllocs()
			for b.Loop() {
				m := message("r_1")
				run, _, _ := g.Admit(b.Context(), m)
				walk := table[0].Chain.Do(b.Context(), run, 0)
				r.Finish(b.Context(), report.Ending{Run: walk.Run, Route: "ci", Row: report.Delivered})
				m.Settle(func() {})
			}
		})
	}
}
