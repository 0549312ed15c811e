package circleci

import (
	"io"
	"net/http"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/drayhq/dray/core/standin/circleci/hook"
	"github.com/drayhq/dray/core/standin/stage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestWebhooksArrive(t *testing.T) {
	type arrival struct{ kind, signature, want string }
	arrived := make(chan arrival, 2)
	server, err := stage.Serve(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		arrived <- arrival{r.Header.Get("circleci-event-type"), r.Header.Get("circleci-signature"), hook.Sign(body, "hush")}
	}))
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	var clock stage.Manual
	transport := &http.Transport{}
	s := New(Options{Clock: &clock, Hooks: []hook.Hook{{URL: server.URL, Secret: "hush"}}, HookTransport: transport})
	defer s.Close()
	made(t, s, trigger, `{}`)
	clock.Advance(5 * time.Second)
	if len(arrived) != 0 {
		t.Error("a webhook came before the workflow's end")
	}
	clock.Advance(time.Second)
	for _, kind := range []string{hook.JobCompleted, hook.WorkflowCompleted} {
		if got := <-arrived; got.kind != kind || got.signature != got.want {
			t.Errorf("got %+v, want %s", got, kind)
		}
	}
}
