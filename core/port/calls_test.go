package port

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

func TestCallsAsPortDocumentsThem(t *testing.T) {
	f := newFakePort(t)
	f.answer = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/kafka-credentials" {
			_, _ = io.WriteString(w, `{"credentials":{"brokers":["a:9196"],"username":"u","password":"kafka-pass"}}`)
			return
		}
		w.WriteHeader(http.StatusCreated)
	}
	var secrets []string
	c := f.client(t, func(o *Options) { o.OnSecret = func(v string) { secrets = append(secrets, v) } })

	tests := []struct {
		name string
		do   func(ctx context.Context) error
		want string
	}{
		{"a status", func(ctx context.Context) error {
			return c.PatchRun(ctx, "r_1", sdk.Report{Status: "FAILURE", StatusLabel: "Dropped", Summary: "why"})
		}, `PATCH /v1/actions/runs/r_1 {"status":"FAILURE","statusLabel":"Dropped","summary":"why"}`},
		{"links", func(ctx context.Context) error {
			return c.PatchRun(ctx, "r_1", sdk.Report{Link: []string{"http://a", "http://b"}, ExternalRunID: "47"})
		}, `PATCH /v1/actions/runs/r_1 {"link":["http://a","http://b"],"externalRunId":"47"}`},
		{"a response", func(ctx context.Context) error {
			return c.PatchResponse(ctx, "r_1", map[string]any{"number": 25})
		}, `PATCH /v1/actions/runs/r_1/response {"response":{"number":25}}`},
		{"a log line", func(ctx context.Context) error { return c.RunLog(ctx, "r_1", "sent") },
			`POST /v1/actions/runs/r_1/logs {"message":"sent"}`},
		{"a node", func(ctx context.Context) error {
			return c.PatchNode(ctx, "wfnr_1", NodeReport{Status: "COMPLETED", Result: "FAILED"})
		}, `PATCH /v1/workflows/nodes/runs/wfnr_1 {"status":"COMPLETED","result":"FAILED"}`},
		{"a node's log line", func(ctx context.Context) error { return c.NodeLog(ctx, "wfnr_1", "INFO", "sent") },
			`POST /v1/workflows/nodes/runs/wfnr_1/logs {"logs":[{"level":"INFO","message":"sent"}]}`},
		{"an id that would leave its place", func(ctx context.Context) error {
			return c.RunLog(ctx, "../x?y=1", "sent")
		}, `POST /v1/actions/runs/..%2Fx%3Fy=1/logs {"message":"sent"}`},
		{"the streamer", func(ctx context.Context) error { return c.AnnounceStreamer(ctx, "KAFKA") },
			`PATCH /v1/organization {"settings":{"portAgentStreamerName":"KAFKA"}}`},
		{"credentials", func(ctx context.Context) error {
			got, err := c.KafkaCredentials(ctx)
			want := KafkaCredentials{Brokers: []string{"a:9196"}, Username: "u", Password: "kafka-pass"}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("credentials differ:\n%s", diff)
			}
			return err
		}, `GET /v1/kafka-credentials `},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.do(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := f.asked[len(f.asked)-1]; got != tt.want {
				t.Errorf("asked %s\n want %s", got, tt.want)
			}
			if got := f.auth[len(f.auth)-1]; got != "Bearer t1" {
				t.Errorf("Authorization is %q", got)
			}
		})
	}
	if diff := cmp.Diff([]string{"t1", "kafka-pass"}, secrets); diff != "" {
		t.Errorf("secrets shown differ:\n%s", diff)
	}
}

func TestNothingIsSentThatPortCannotTake(t *testing.T) {
	f := newFakePort(t)
	c := f.client(t)
	for _, id := range []string{"", ".", ".."} {
		if err := c.PatchRun(t.Context(), id, sdk.Report{Status: "SUCCESS"}); err == nil {
			t.Errorf("id %q was taken", id)
		}
	}
	err := c.RunLog(t.Context(), "r_1", strings.Repeat("x", maxBody))
	if !IsStatus(err, http.StatusRequestEntityTooLarge) {
		t.Errorf("a body beyond 1 MiB gives %v", err)
	}
	if len(f.asked) > 0 {
		t.Errorf("Port was asked %q", f.asked)
	}
}

func TestOptionsThatCannotWork(t *testing.T) {
	for _, o := range []Options{
		{BaseURL: "api.getport.io", ClientID: "a", ClientSecret: "b"},
		{BaseURL: "ftp://api.getport.io", ClientID: "a", ClientSecret: "b"},
		{BaseURL: "https://", ClientID: "a", ClientSecret: "b"},
		{BaseURL: "https://api.getport.io", ClientID: "a"},
	} {
		if _, err := New(o); err == nil || !strings.Contains(err.Error(), "port.") {
			t.Errorf("%+v gives %v, which names no key of the config", o, err)
		}
	}
}
