package circleci

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/standin/stage"
)

func TestRemembersWhatItReceived(t *testing.T) {
	s := New(Options{})
	send(s, "POST", trigger, "t", `{"branch":"main","parameters":{"a":true}}`)
	send(s, "POST", trigger, "", `{}`)
	send(s, "POST", "/api/v2/project/circleci/abc/def/pipeline", "t", `{"tag":"v1"}`)
	state := s.State()
	if state.Received != 3 || state.Triggered != 2 || len(state.Requests) != 3 {
		t.Fatalf("received %d, triggered %d", state.Received, state.Triggered)
	}
	first, refused, last := state.Requests[0], state.Requests[1], state.Requests[2]
	if first.Slug != "gh/org/repo" || first.Path != trigger || first.Branch != "main" || first.Parameters["a"] != true ||
		first.Header.Get("Circle-Token") != "t" || string(first.Body) != `{"branch":"main","parameters":{"a":true}}` {
		t.Errorf("first request %+v", first)
	}
	if refused.Status != 401 || refused.Pipeline != (Pipeline{}) {
		t.Errorf("refused request %+v", refused)
	}
	if last.Tag != "v1" || last.Pipeline.Number != 2 || last.Pipeline.ID == first.Pipeline.ID || len(last.Pipeline.ID) != 36 {
		t.Errorf("last request %+v", last)
	}
}

func TestScriptAndWait(t *testing.T) {
	s := New(Options{Forget: true})
	server, err := stage.Serve(s)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	s.Script.Next("gh/org/repo", stage.RetryAfter(429, 1), stage.Hang())
	for i, want := range []int{429, 0, 201} {
		ctx, cancel := context.WithCancel(t.Context())
		go func() { // the client gives up as soon as its request has arrived, and isn't answered
			if _, err := s.Wait(ctx, func(s State) bool { return s.Received > i }); err == nil && want == 0 {
				cancel()
			}
		}()
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+trigger, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Circle-Token", "t")
		if resp, err := http.DefaultClient.Do(r); err != nil {
			if want != 0 {
				t.Errorf("request %d: %v", i, err)
			}
		} else {
			_, _ = io.Copy(io.Discard, resp.Body)
			_ = resp.Body.Close()
			if resp.StatusCode != want {
				t.Errorf("request %d: %d, want %d", i, resp.StatusCode, want)
			}
		}
		cancel()
	}
	if state := s.State(); state.Received != 3 || state.Triggered != 1 || state.Requests != nil {
		t.Errorf("state %+v, want 3 received, 1 triggered and no requests kept", state)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Wait(ctx, func(State) bool { return false }); err == nil || !strings.Contains(err.Error(), "3 triggers, 1 of them good") {
		t.Errorf("error %v, want one that says what there is", err)
	}
}

func BenchmarkTrigger(b *testing.B) {
	s := New(Options{Forget: true})
	for b.Loop() {
		if w := send(s, "POST", trigger, "t", `{"branch":"main","parameters":{"a":"x","b":true}}`); w.Code != 201 {
			b.Fatal(w.Code)
		}
	}
}
