package port

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/stage"
)

func TestAnswers(t *testing.T) {
	const run, node = "/v1/actions/runs/r_1", "/v1/workflows/nodes/runs/wfnr_1"
	for _, tt := range []struct {
		name, method, path, body string
		status                   int
		want                     string
	}{
		{"patch", "PATCH", run, `{"status":"SUCCESS","link":["a","b"]}`, 200, `"status":"SUCCESS"`},
		{"bad status", "PATCH", run, `{"status":"DONE"}`, 422, `must be one of`},
		{"member that the API lacks", "PATCH", run, `{"label":"x"}`, 422, `unknown field`},
		{"bad link", "PATCH", run, `{"link":5}`, 422, "link is neither"},
		{"not JSON", "PATCH", run, `x`, 422, "invalid_request"},
		{"response", "PATCH", run + "/response", `{"response":{"a":1}}`, 200, `"ok":true`},
		{"log", "POST", run + "/logs", `{"message":"m"}`, 201, `"ok":true`},
		{"log without message", "POST", run + "/logs", `{}`, 422, "message is required"},
		{"log with bad status", "POST", run + "/logs", `{"message":"m","terminationStatus":"x"}`, 422, "terminationStatus"},
		{"node", "PATCH", node, `{"status":"COMPLETED","result":"FAILED"}`, 200, `"COMPLETED"`},
		{"node with a run's status", "PATCH", node, `{"status":"SUCCESS"}`, 422, "must be one of"},
		{"node logs", "POST", node + "/logs", `{"logs":[{"level":"INFO","message":"m"}]}`, 201, `"ok":true`},
		{"node logs missing", "POST", node + "/logs", `{}`, 422, "logs is required"},
		{"kafka", "GET", "/v1/kafka-credentials", "", 200, `"credentials":{"brokers":["b:1"],"username":"u","password":"p"}`},
		{"organization", "PATCH", "/v1/organization", `{"settings":{"portAgentStreamerName":"KAFKA"}}`, 200, `"ok":true`},
		{"bad streamer", "PATCH", "/v1/organization", `{"settings":{"portAgentStreamerName":"SQS"}}`, 422, "POLLING"},
		{"no such route", "GET", "/v1/blueprints", "", 404, `"error":"not_found"`},
		{"no run", "PATCH", "/v1/actions/runs/", `{}`, 404, "not_found"},
		{"wrong method", "POST", run, `{}`, 404, "not_found"},
		{"too large", "POST", run + "/logs", `{"message":"` + strings.Repeat("x", maxBytes) + `"}`, 413, "1MiB"},
		{"wrong secret", "POST", "/v1/auth/access_token", `{"clientId":"id","clientSecret":"x"}`, 401, `"ok":false`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newClient(t, Options{ClientID: "id", ClientSecret: "secret", Kafka: Credentials{[]string{"b:1"}, "u", "p"}})
			got := c.send(tt.method, tt.path, tt.body)
			if got.Code != tt.status || !strings.Contains(got.Body.String(), tt.want) {
				t.Errorf("%d %s, want %d with %s", got.Code, got.Body, tt.status, tt.want)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, Options{ExpiresIn: 60})
		status := func() int { return c.send("GET", "/v1/kafka-credentials", "").Code }
		if got := status(); got != http.StatusOK {
			t.Errorf("with a token: %d", got)
		}
		time.Sleep(time.Minute) // of the bubble's clock
		if got := status(); got != http.StatusUnauthorized {
			t.Errorf("with a token past its time: %d", got)
		}
		c = newClient(t, Options{})
		c.Revoke()
		if got := status(); got != http.StatusUnauthorized {
			t.Errorf("with a revoked token: %d", got)
		}
		c.token = ""
		if got := status(); got != http.StatusUnauthorized {
			t.Errorf("without a token: %d", got)
		}
	})
}

func TestCallsAreCountedWhateverTheAnswer(t *testing.T) {
	c := newClient(t, Options{})
	c.Script.Next(PatchRun, stage.Status(503, `{}`), stage.RetryAfter(429, 3))
	for _, want := range []int{503, 429, 200} {
		if got := c.send("PATCH", "/v1/actions/runs/r_1", `{"summary":"s"}`).Code; got != want {
			t.Errorf("%d, want %d", got, want)
		}
	}
	c.must(t, "PATCH", "/v1/organization", `{"settings":{"portAgentStreamerName":"KAFKA"}}`)
	if diff := cmp.Diff(map[Call]int{Token: 1, PatchRun: 3, Organization: 1}, c.Calls()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if c.Streamer() != "KAFKA" {
		t.Errorf("streamer %q", c.Streamer())
	}
}
