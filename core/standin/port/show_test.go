package port

import (
	"net/http"
	"strings"
	"testing"
)

func TestShowingARun(t *testing.T) {
	c := newClient(t, Options{})
	const run = "/v1/actions/runs/r_1"
	if answer := c.send("GET", run, ""); answer.Code != http.StatusNotFound {
		t.Errorf("a run that nobody spoke of: %d", answer.Code)
	}
	c.must(t, "PATCH", run, `{"statusLabel":"On hold","externalRunId":"p-1"}`)
	shows := func(want string) {
		t.Helper()
		if answer := c.send("GET", run, ""); answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), want) {
			t.Errorf("%d %s, want %s", answer.Code, answer.Body, want)
		}
	}
	shows(`"status":"IN_PROGRESS","statusLabel":"On hold"`)
	c.must(t, "PATCH", run, `{"status":"SUCCESS"}`)
	shows(`"status":"SUCCESS"`)
}
