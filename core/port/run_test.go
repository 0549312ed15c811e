package port

import (
	"io"
	"net/http"
	"testing"
)

func TestRun(t *testing.T) {
	f := newFakePort(t)
	f.answer = func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"ok":true,"run":{"id":"r_1","status":"FAILURE","summary":"why"}}`)
	}
	run, err := f.client(t).Run(t.Context(), "r_1")
	if err != nil || run != (Run{"r_1", "FAILURE"}) || !run.Ended() || f.asked[len(f.asked)-1] != "GET /v1/actions/runs/r_1 " {
		t.Errorf("%+v, %v; asked %q", run, err, f.asked)
	}
	for status, ended := range map[string]bool{"SUCCESS": true, "IN_PROGRESS": false, "WAITING_FOR_APPROVAL": false, "": false} {
		if (Run{Status: status}).Ended() != ended {
			t.Errorf("%q has ended: %v", status, !ended)
		}
	}
}
