package port

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestARunsStory(t *testing.T) {
	c := newClient(t, Options{})
	const run = "/v1/actions/runs/r_1"
	c.must(t, "POST", run+"/logs", `{"message":"received"}`)
	c.must(t, "PATCH", run, `{"link":"https://ci/1","externalRunId":"7","summary":"s"}`)
	c.must(t, "PATCH", run+"/response", `{"response":{"number":25}}`)
	c.must(t, "PATCH", run, `{"statusLabel":"Started","summary":""}`)
	c.must(t, "POST", run+"/logs", `{"message":"done","terminationStatus":"FAILURE","statusLabel":"Ended"}`)
	for path, body := range map[string]string{
		run:               `{"status":"SUCCESS"}`,
		run + "/response": `{"response":1}`,
	} {
		answer := c.send("PATCH", path, body)
		if answer.Code != http.StatusUnprocessableEntity || !strings.Contains(answer.Body.String(), "no longer") {
			t.Errorf("PATCH %s after the end: %d %s", path, answer.Code, answer.Body)
		}
	}
	if answer := c.send("POST", run+"/logs", `{"message":"again","terminationStatus":"SUCCESS"}`); answer.Code != http.StatusUnprocessableEntity {
		t.Errorf("a second end: %d", answer.Code)
	}
	c.must(t, "POST", run+"/logs", `{"message":"late"}`)

	want := map[string]Run{"r_1": {
		ID: "r_1", Status: "FAILURE", StatusLabel: "Ended", Link: []string{"https://ci/1"}, ExternalRunID: "7",
		Response: map[string]any{"number": 25.0},
		Logs:     []Log{{Message: "received"}, {Message: "done"}, {Message: "late"}},
		Refused:  3,
	}}
	if diff := cmp.Diff(want, c.Runs()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestANodesStory(t *testing.T) {
	c := newClient(t, Options{})
	const node = "/v1/workflows/nodes/runs/wfnr_1"
	c.must(t, "POST", node+"/logs", `{"logs":[{"level":"INFO","message":"a"},{"level":"ERROR","message":"b"}]}`)
	c.must(t, "PATCH", node, `{"status":"COMPLETED","result":"SUCCESS","output":{"response":{"status":201}}}`)
	want := map[string]Run{"wfnr_1": {
		ID: "wfnr_1", Status: "COMPLETED", Result: "SUCCESS",
		Output: map[string]any{"response": map[string]any{"status": 201.0}},
		Logs:   []Log{{"a", "INFO"}, {"b", "ERROR"}},
	}}
	if diff := cmp.Diff(want, c.Runs()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestWaiting(t *testing.T) {
	c := newClient(t, Options{})
	done := make(chan error, 2)
	go func() {
		run, err := c.Wait(t.Context(), "r_1", Run.Ended)
		if err == nil && run.Status != "SUCCESS" {
			t.Errorf("woken by status %s", run.Status)
		}
		done <- err
	}()
	go func() { done <- c.WaitEnded(t.Context(), 2) }()
	for _, call := range [][2]string{{"r_1", "{}"}, {"r_1", `{"status":"SUCCESS"}`}, {"r_2", `{"status":"FAILURE"}`}} {
		c.must(t, "PATCH", "/v1/actions/runs/"+call[0], call[1])
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}

	over, cancel := context.WithCancel(t.Context())
	cancel()
	c.must(t, "PATCH", "/v1/actions/runs/r_3", `{"statusLabel":"Waits"}`)
	if _, err := c.Wait(over, "r_3", Run.Ended); err == nil || !strings.Contains(err.Error(), `r_3 is at "IN_PROGRESS", labelled "Waits"`) {
		t.Errorf("error %v, want one that says how the run stands", err)
	}
	if err := c.WaitEnded(over, 3); err == nil || !strings.Contains(err.Error(), "2 of 3") {
		t.Errorf("error %v, want one that counts", err)
	}
}
