package hook

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/stage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// address is where webhooks arrive, without a network.
type address struct {
	clock    stage.Clock
	statuses []int // to answer, one after the other, then 204
	got      []arrival
}

type arrival struct {
	at              time.Time
	kind, signature string
	body            []byte
}

func (a *address) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	a.got = append(a.got, arrival{a.clock.Now(), r.Header.Get("circleci-event-type"), r.Header.Get("circleci-signature"), body})
	w := httptest.NewRecorder()
	w.WriteHeader(http.StatusNoContent)
	if len(a.statuses) > 0 {
		w.Code, a.statuses = a.statuses[0], a.statuses[1:]
	}
	return w.Result(), nil
}

func play(t *testing.T, name string, h Hook, statuses ...int) (got []arrival, begin time.Time) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		scenario, ok := pipeline.Named(name)
		if !ok {
			t.Fatalf("no scenario %s", name)
		}
		to := &address{clock: stage.Real{}, statuses: statuses}
		s := NewSender([]Hook{h}, stage.Real{}, to)
		begin = time.Now()
		s.Plan(pipeline.Pipeline{ID: "p", Number: 7, Slug: "gh/o/r", CreatedAt: begin, Scenario: scenario})
		time.Sleep(time.Hour) // of the test's own clock
		s.Close()
		got = to.got
	})
	return got, begin
}

func TestEventsAreSentAsWorkflowsEnd(t *testing.T) {
	got, begin := play(t, "success", Hook{URL: "http://hooks.test", Secret: "hush", Name: "mine"})
	if len(got) != 2 || got[0].kind != JobCompleted || got[1].kind != WorkflowCompleted {
		t.Fatalf("arrived: %+v", got)
	}
	for _, a := range got {
		if passed := a.at.Sub(begin); passed != 6*time.Second || a.signature != Sign(a.body, "hush") {
			t.Errorf("%s came after %s, signed %s", a.kind, passed, a.signature)
		}
	}
	var body struct {
		ID, Type string
		Workflow struct{ Name, Status string }
		Pipeline struct {
			ID     string
			Number int
		}
		Project struct{ Slug, Name string }
	}
	if err := json.Unmarshal(got[1].body, &body); err != nil {
		t.Fatal(err)
	}
	if body.Type != WorkflowCompleted || body.Workflow.Status != "success" || body.Pipeline.ID != "p" || body.Pipeline.Number != 7 ||
		body.Project.Slug != "gh/o/r" || body.Project.Name != "r" || len(body.ID) != 36 {
		t.Errorf("%s", got[1].body)
	}
}

func TestDeliveries(t *testing.T) {
	only := Hook{URL: "http://hooks.test", Events: []string{WorkflowCompleted}}
	twice := only
	twice.Repeat = 2
	for name, c := range map[string]struct {
		scenario string
		hook     Hook
		statuses []int
		want     int
	}{
		"once":                     {"failed", only, nil, 1},
		"again after a 500":        {"failed", only, []int{500, 302}, 3},
		"given up":                 {"failed", only, []int{500, 500, 500, 500, 500, 500}, attempts},
		"duplicates":               {"failed", twice, nil, 2},
		"not for one that is held": {"on_hold", only, nil, 0},
		"nor for an errored one":   {"config", only, nil, 0},
		"a re-run":                 {"rerun", only, nil, 2},
	} {
		got, _ := play(t, c.scenario, c.hook, c.statuses...)
		if len(got) != c.want {
			t.Errorf("%s: %d arrived, want %d", name, len(got), c.want)
		}
		if c.hook.Repeat > 0 && !bytes.Equal(got[0].body, got[1].body) {
			t.Errorf("%s: the duplicate differs", name)
		}
		if len(got) > 0 && got[0].signature != "" {
			t.Errorf("%s: signed without a secret", name)
		}
	}
}

// CircleCI's documentation of webhooks has these as examples.
func TestSign(t *testing.T) {
	for _, c := range []struct{ body, secret, want string }{
		{"hello world", "secret", "v1=734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a"},
		{"an-important-request-payload", "hunter123", "v1=9be2242094a9a8c00c64306f382a7f9d691de910b4a266f67bd314ef18ac49fa"},
	} {
		if got := Sign([]byte(c.body), c.secret); got != c.want {
			t.Errorf("%q with %q: %s, want %s", c.body, c.secret, got, c.want)
		}
	}
}

func TestCloseDropsWhatIsPlanned(t *testing.T) {
	var clock stage.Manual
	to := &address{clock: &clock}
	s := NewSender([]Hook{{URL: "http://hooks.test"}}, &clock, to)
	scenario := pipeline.Usual()
	s.Plan(pipeline.Pipeline{ID: "p", Slug: "gh/o/r", CreatedAt: clock.Now(), Scenario: scenario})
	s.Close()
	clock.Advance(time.Hour)
	s.Plan(pipeline.Pipeline{ID: "q", Slug: "gh/o/r", CreatedAt: clock.Now(), Scenario: scenario})
	clock.Advance(time.Hour)
	if len(to.got) != 0 {
		t.Errorf("arrived after the end: %+v", to.got)
	}
}
