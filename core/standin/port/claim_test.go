package port

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/stage"
)

const (
	claimRuns  = "/v1/actions/runs/claim-pending"
	claimNodes = "/v1/workflows/runs/claim-pending"
	ackRun     = "/v1/actions/runs/ack"
	ackNode    = "/v1/workflows/runs/ack"
)

// asks sends a reserved call.
func (c client) asks(method, path, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+c.token)
	r.Header.Set("x-port-reserved-usage", "true")
	w := httptest.NewRecorder()
	c.ServeHTTP(w, r)
	return w
}

// gives sends a reserved call, and wants its answer.
func (c client) gives(t *testing.T, method, path, body string, status int, want string) {
	t.Helper()
	if got := c.asks(method, path, body); got.Code != status || !strings.Contains(got.Body.String(), want) {
		t.Errorf("%s %s %s: %d %s, want %d with %s", method, path, body, got.Code, got.Body, status, want)
	}
}

func TestReservedCallsThatAreNotTaken(t *testing.T) {
	c := newClient(t, Options{})
	c.Offer(json.RawMessage(`{"id":"r_1"}`))
	const good = `{"installationId":"_PORT_EXEC_AGENT","limit":1,"invocationMethod":"WEBHOOK"}`
	for path, method := range map[string]string{
		claimRuns: "POST", claimNodes: "POST", ackRun: "PATCH", ackNode: "PATCH",
	} {
		if got := c.send(method, path, good); got.Code != 422 || !strings.Contains(got.Body.String(), "reserved-usage") {
			t.Errorf("without the header %s gives %d %s", path, got.Code, got.Body)
		}
		c.gives(t, "PUT", path, good, 422, "method must be "+method)
		c.gives(t, method, path, `{"x":1}`, 422, "unknown field")
		c.gives(t, method, path, `{}`, 422, "invalid_request")
	}
	for body, want := range map[string]string{
		`{"installationId":"x","limit":1,"invocationMethod":"WEBHOOK"}`:                                           "installationId",
		`{"installationId":"_PORT_EXEC_AGENT","limit":1}`:                                                         "invocationMethod",
		`{"installationId":"_PORT_EXEC_AGENT","invocationMethod":"WEBHOOK"}`:                                      "limit",
		`{"installationId":"_PORT_EXEC_AGENT","limit":1,"invocationMethod":"WEBHOOK","visibilityTimeoutMs":-1}`:   "visibilityTimeoutMs",
		`{"installationId":"_PORT_EXEC_AGENT","limit":"1","invocationMethod":"WEBHOOK","visibilityTimeoutMs":10}`: "invalid_request",
	} {
		c.gives(t, "POST", claimRuns, body, 422, want)
	}
	c.gives(t, "POST", claimRuns, good, 200, `{"ok":true,"runs":[{"id":"r_1"}]}`) // none of these took it
	c.token = ""
	c.gives(t, "POST", claimRuns, good, 401, "unauthorized")
}

func TestAClaimHidesWhatItTakes(t *testing.T) {
	var clock stage.Manual
	c := newClient(t, Options{Now: clock.Now})
	const one, two, three = `{"id":"r_1", "z":1e400,"a":"<"}`, `{"id":"r_2"}`, `{"id":"r_3"}`
	claims := func(limit, visible string, want ...string) {
		t.Helper()
		c.gives(t, "POST", claimRuns, `{"installationId":"_PORT_EXEC_AGENT","invocationMethod":"WEBHOOK","limit":`+limit+visible+`}`,
			200, `{"ok":true,"runs":[`+strings.Join(want, ",")+"]}")
	}
	claims("5", "")
	for _, run := range []string{one, two, three} {
		c.Offer(json.RawMessage(run))
	}
	claims("2", `,"visibilityTimeoutMs":1000`, one, two)
	claims("2", "", three)
	claims("2", "")
	clock.Advance(999 * time.Millisecond)
	claims("2", "")
	clock.Advance(time.Millisecond)
	c.gives(t, "PATCH", ackRun, `{"runIds":["r_1"]}`, 200, `"ackedCount":1`)
	claims("2", "", two)
	clock.Advance(visible)
	claims("1", "", two) // the oldest, whoever had it last
	claims("1", "", three)
	clock.Advance(visible)
	c.gives(t, "PATCH", ackRun, `{"runIds":["r_2","r_3"]}`, 200, `"ackedCount":2`)
	claims("9", "")
}

func TestAcknowledging(t *testing.T) {
	c := newClient(t, Options{})
	c.Offer(json.RawMessage(`{"id":"r_1"}`))
	c.Offer(json.RawMessage(`{"id":"r_2"}`))
	const node = `{"identifier":"wfnr_1","node":{"config":{"type":"WEBHOOK"}}}`
	c.OfferNode(json.RawMessage(node))
	c.OfferNode(json.RawMessage(`not JSON`)) // to see what an agent makes of it
	c.gives(t, "POST", claimNodes, `{"installationId":"_PORT_EXEC_AGENT","limit":2}`, 200,
		`{"ok":true,"nodeRuns":[`+node+`,not JSON]}`)

	done := make(chan error, 1)
	go func() { done <- c.WaitAcked(t.Context(), 2) }()
	c.gives(t, "PATCH", ackRun, `{"runIds":["r_9"]}`, 200, `"ackedCount":0`)
	c.gives(t, "PATCH", ackNode, `{"nodeRunIdentifier":"r_1"}`, 200, `"acked":false`)
	c.gives(t, "PATCH", ackRun, `{"runIds":["r_1"]}`, 200, `"ackedCount":1`)
	c.gives(t, "PATCH", ackRun, `{"runIds":["r_1"]}`, 409, `"ok":false`)
	c.gives(t, "PATCH", ackNode, `{"nodeRunIdentifier":"wfnr_1"}`, 200, `"acked":true`)
	c.gives(t, "PATCH", ackNode, `{"nodeRunIdentifier":"wfnr_1"}`, 409, `"ok":false`)
	if err := <-done; err != nil {
		t.Error(err)
	}
	c.gives(t, "PATCH", ackRun, `{"runIds":["r_1","r_9"]}`, 409, `"ok":false`)
	c.gives(t, "PATCH", ackRun, `{"runIds":["r_1","r_2"]}`, 200, `"ackedCount":1`)

	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.WaitAcked(over, 4); err == nil || !strings.Contains(err.Error(), "3 of 4") {
		t.Errorf("error %v, want one that counts", err)
	}
	got := map[string]bool{}
	for _, id := range []string{"r_1", "r_2", "r_9", "wfnr_1"} {
		got[id] = c.Acked(id)
	}
	if diff := cmp.Diff(map[string]bool{"r_1": true, "r_2": true, "r_9": false, "wfnr_1": true}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[Call]int{Token: 1, ClaimNodes: 1, AckRun: 5, AckNode: 3}, c.Calls()); diff != "" {
		t.Error(diff)
	}
}
