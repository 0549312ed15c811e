package report

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/sdk"
)

func contains(text, part string) bool { return strings.Contains(text, part) }

// leaky reports secrets in every member and finds one more on the way.
type leaky struct{}

func (leaky) Report(_ context.Context, run sdk.Run) (sdk.Report, sdk.Run) {
	return sdk.Report{
		Status: Success, StatusLabel: "static-secret", Summary: "found-secret", ExternalRunID: "run-secret",
		Link: []any{"http://x/?t=run-secret", "http://y"},
	}, run.WithSecrets("found-secret").WithWarnings("jq said found-secret")
}

func TestNothingTellsASecret(t *testing.T) {
	run := answered(200, `{"token":"run-secret","list":["static-secret",7],"found-secret":1}`).WithSecrets("run-secret")
	run.Request = &sdk.Request{Method: "POST", URL: "https://x/run-secret"}
	run.Reporter = leaky{}
	c := Composer{Secrets: secret.NewVault("static-secret"), Detailed: true}
	for _, row := range []Row{Delivered, Failed, Unknown, Exhausted, Dropped, TooOld} {
		plan := c.Compose(t.Context(), Ending{Run: run, Row: row, Synchronized: true, Err: sdk.Drop("run-secret"), Step: "static-secret"})
		shown, err := json.Marshal([]any{plan.Report, plan.Response, plan.Line})
		if err != nil {
			t.Fatal(err)
		}
		if contains(string(shown), "-secret") {
			t.Errorf("row %d tells %s", row, shown)
		}
		if !contains(string(shown), secret.Mask) {
			t.Errorf("row %d masks nothing: %s", row, shown)
		}
	}
	c.Reveal = true
	if got := c.Compose(t.Context(), Ending{Run: run}).Report.ExternalRunID; got != "run-secret" {
		t.Errorf("revealed, the id is %q", got)
	}
}

func TestEachRunHasItsOwnSecrets(t *testing.T) {
	c := &Composer{Detailed: true}
	for _, own := range []string{"first-value", "first-value", "second-value"} {
		run := answered(201, "first-value second-value").WithSecrets(own)
		line := c.Compose(t.Context(), Ending{Run: run}).Line
		if contains(line, own) || !contains(line, "-value") {
			t.Errorf("with %s hidden the line is %q", own, line)
		}
	}
}

func TestTheResponseOfASynchronizedRun(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       any
	}{
		{"an object, numbers as they are", `{"n":1.10}`, map[string]any{"n": json.Number("1.10")}},
		{"text", "018c-uuid", "018c-uuid"},
		{"text after JSON", `{"a":1} x`, `{"a":1} x`},
		{"not UTF-8", "\xffa", "\uFFFDa"},
		{"nothing", "", nil}, {"null", "null", nil}, {"an empty object", "{}", nil}, {"an empty list", "[]", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := Ending{Run: answered(200, tt.body), Synchronized: true}
			got := (&Composer{}).Compose(t.Context(), e)
			if diff := cmp.Diff(tt.want, got.Response); diff != "" {
				t.Error(diff)
			}
			if got.Answered != 200 {
				t.Errorf("answered is %d", got.Answered)
			}
			e.Synchronized = false
			if got := (&Composer{}).Compose(t.Context(), e); got.Response != nil || got.Answered != 0 {
				t.Errorf("an asynchronous run has a response: %v", got.Response)
			}
		})
	}
}

func TestAResponseTooBigForPortIsCut(t *testing.T) {
	for name, body := range map[string]string{
		"as sent":    `"` + strings.Repeat("x", maxJSON) + `"`,
		"as encoded": `"` + strings.Repeat("<", maxJSON-2) + `"`,
	} {
		e := Ending{Run: answered(200, body), Synchronized: true}
		got, _ := (&Composer{}).Compose(t.Context(), e).Response.(string)
		if want := body[:maxResponse] + "... ("; !strings.HasPrefix(got, want) || len(got) > len(want)+30 {
			t.Errorf("%s: %d bytes, which end in %q", name, len(got), got[max(0, len(got)-30):])
		}
	}
}

func TestTheLogLine(t *testing.T) {
	run := answered(201, `{"number":25,"state":"pending","id":"5034460f"}`).WithWarnings("a program gave null")
	got := (&Composer{}).Compose(t.Context(), Ending{Run: run}).Line
	want := "Received. Sent POST " + pipelineURL + ", answered 201 in 120ms. Pipeline 25, id 5034460f, is pending.\n" +
		"Warning: a program gave null"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestARetryIsToldWhenItSaysSomethingNew(t *testing.T) {
	down, limited := sdk.Drop("answered 503"), sdk.Drop("answered 429")
	w := Waiting{Run: sent(), Step: "http", Attempt: 1, Err: down, Wait: 2*time.Second + time.Millisecond}
	const first = "Attempt 1, step http: answered 503. Trying again in 2s."
	if got := (&Composer{}).Waiting(w); got != first {
		t.Errorf("got %q, want %q", got, first)
	}
	w.Attempt, w.Before = 2, down
	if got := (&Composer{}).Waiting(w); got != "" {
		t.Errorf("the same again gives %q", got)
	}
	w.Err = limited
	if got := (&Composer{}).Waiting(w); got == "" {
		t.Error("another error gives no line")
	}
}

// broken is a mapping whose report panics.
type broken struct{}

func (broken) Report(context.Context, sdk.Run) (sdk.Report, sdk.Run) { panic("no") }

func TestAPanickingReportLeavesNoRunHanging(t *testing.T) {
	run := answered(404, "")
	run.Reporter = broken{}
	plan := (&Composer{}).Compose(t.Context(), Ending{Run: run, Row: Failed})
	if plan.Report.Status != Failure || !contains(plan.Line, "panicked: no") {
		t.Errorf("got %+v, line %q", plan.Report, plan.Line)
	}
}

func FuzzCompose(f *testing.F) {
	f.Add([]byte(`{"number":25,"id":"x"}`), uint8(1), 201, "a")
	f.Add([]byte("\xff\xfe"), uint8(2), 404, "secret-value")
	f.Add([]byte(strings.Repeat("é", 50)), uint8(255), 502, "é")
	f.Fuzz(func(t *testing.T, part []byte, times uint8, status int, hidden string) {
		body := bytes.Repeat(part, int(times))
		for _, row := range []Row{Delivered, Failed, Unknown, Exhausted} {
			run := answered(status, string(body)).WithSecrets(hidden)
			plan := (&Composer{Detailed: true}).Compose(t.Context(), Ending{Run: run, Row: row, Synchronized: true})
			for _, text := range []string{plan.Report.Summary, plan.Line} {
				if len(text) > maxSummary+50 || !utf8.ValidString(text) {
					t.Errorf("row %d gives %d bytes: %q", row, len(text), text)
				}
			}
			told, err := json.Marshal(plan.Response)
			if err != nil || len(told) > 1<<20 {
				t.Errorf("a response of %d bytes, %v", len(told), err)
			}
		}
	})
}
