package tracing_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"github.com/drayhq/dray/core/observe/tracing"
	"github.com/drayhq/dray/sdk"
)

// collector takes spans, and answers as it is told.
func collector(t *testing.T, answer func() int) (string, func() []*tracepb.Span) {
	t.Helper()
	var spans atomic.Pointer[[]*tracepb.Span]
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status := answer()
		if w.WriteHeader(status); status != http.StatusOK {
			return
		}
		body, _ := io.ReadAll(r.Body)
		var data tracepb.TracesData
		if err := proto.Unmarshal(body, &data); err != nil {
			t.Error(err)
		}
		all := []*tracepb.Span{}
		for _, resource := range data.ResourceSpans {
			for _, scope := range resource.ScopeSpans {
				all = append(all, scope.Spans...)
			}
		}
		spans.Store(&all)
	}))
	t.Cleanup(server.Close)
	return server.URL, func() []*tracepb.Span {
		if all := spans.Load(); all != nil {
			return *all
		}
		return nil
	}
}

func ok() int { return http.StatusOK }

func tracer(t *testing.T, endpoint string, sample float64) (*tracing.Tracer, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	tr, err := tracing.New(t.Context(), tracing.Options{
		Endpoint: endpoint, Sample: sample, Log: slog.New(slog.NewTextHandler(&log, nil)),
		Mask: func(_ sdk.Run, text string) string { return strings.ReplaceAll(text, "hush-hush", "***") },
	})
	if err != nil {
		t.Fatal(err)
	}
	return tr, &log
}

func run(id string) sdk.Run { return sdk.Run{ID: id, Source: sdk.Source{Topic: "t", Offset: 17}} }

func TestTheIDFollowsFromTheRun(t *testing.T) {
	// printf r_1 | sha256sum
	const want = "7c77127f7fae6fe1600398d73e06e9e0"
	got := tracing.IDOf(run("r_1"))
	if again := tracing.IDOf(sdk.Run{ID: "r_1"}); again != got || got.String() == tracing.IDOf(run("")).String() {
		t.Errorf("got %s and %s", got, again)
	}
	if got.String() != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestASpanKeepsNoSecret(t *testing.T) {
	at, spans := collector(t, ok)
	tr, _ := tracer(t, at, 1)
	now := time.Now()
	tr.Begin(run("r_1"), false, now, now)
	tr.Step(run("r_1"), run("r_1"), "http", now, now, errors.New("no answer from hush-hush"))
	tr.Step(run("r_2"), sdk.Run{}, "http", now, now, nil) // not begun: another place
	tr.End(sdk.Source{Topic: "t", Offset: 17}, now)
	tr.End(sdk.Source{Topic: "t", Offset: 17}, now)
	if err := tr.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	roots := 0
	for _, span := range spans() {
		if strings.Contains(span.String(), "hush-hush") {
			t.Errorf("a span holds it: %s", span)
		}
		if len(span.ParentSpanId) == 0 {
			roots++
		}
	}
	if roots != 1 {
		t.Errorf("%d roots in %v", roots, spans())
	}
}

func TestWhatIsUnderWayIsShownAtAStop(t *testing.T) {
	at, spans := collector(t, ok)
	tr, _ := tracer(t, at, 1)
	tr.Begin(run("r_1"), false, time.Now(), time.Now())
	tr.Begin(run("r_1"), false, time.Now(), time.Now()) // the partition came back
	if err := tr.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(text(spans()), "dray.cut_off"); n != 2 {
		t.Errorf("%d spans are cut off, want both: %s", n, text(spans()))
	}
}

func text(spans []*tracepb.Span) (out string) {
	for _, span := range spans {
		out += span.String()
	}
	return out
}

func TestOnlyASampleIsSent(t *testing.T) {
	asked := 0
	at, _ := collector(t, func() int { asked++; return http.StatusOK })
	tr, _ := tracer(t, at, 0)
	tr.Begin(run("r_1"), false, time.Now(), time.Now())
	tr.End(run("r_1").Source, time.Now())
	if err := tr.Close(t.Context()); err != nil || asked != 0 {
		t.Errorf("asked %d times, %v", asked, err)
	}
}

func TestACollectorThatIsBusyIsAskedAgain(t *testing.T) {
	answers := []int{503, 200}
	at, spans := collector(t, func() int {
		defer func() { answers = answers[1:] }()
		return answers[0]
	})
	tr, log := tracer(t, at, 1)
	tr.Begin(run("r_1"), false, time.Now(), time.Now())
	tr.End(run("r_1").Source, time.Now())
	if err := tr.Close(t.Context()); err != nil || len(spans()) == 0 || log.Len() != 0 {
		t.Errorf("got %d spans, %v, said %s", len(spans()), err, log)
	}
}

func TestACollectorThatRefuses(t *testing.T) {
	at, _ := collector(t, func() int { return http.StatusUnauthorized })
	tr, log := tracer(t, at, 1)
	tr.Begin(run("r_1"), false, time.Now(), time.Now())
	tr.End(run("r_1").Source, time.Now())
	if err := tr.Close(t.Context()); err != nil || !strings.Contains(log.String(), "answered 401") {
		t.Errorf("got %v, said %s", err, log)
	}
}

func TestACollectorIsAnAddress(t *testing.T) {
	if _, err := tracing.New(t.Context(), tracing.Options{Endpoint: "collector:4318"}); err == nil {
		t.Error("it is taken")
	}
}
