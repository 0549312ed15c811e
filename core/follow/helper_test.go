package follow_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/drayhq/dray/core/follow"
	"github.com/drayhq/dray/core/follow/book"
	"github.com/drayhq/dray/core/follow/poll"
	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/sdk"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	base  = "https://circleci.com/api/v2"
	token = "the-secret-token"
)

// world is a follower among what it deals with, on the test's clock.
type world struct {
	t        testing.TB
	circle   *circleci.Server
	follower *follow.Follower
	options  follow.Options
	limits   map[string]follow.Limit
	log      bytes.Buffer

	mu    sync.Mutex
	said  map[string][]sdk.Report
	at    map[string]time.Time // when a run ended
	lines map[string]string
	down  error         // what Port answers; nil: it takes all
	away  time.Duration // how long a request is on its way to CircleCI, and its answer back
}

func newWorld(t testing.TB, o circleci.Options, change func(*follow.Options)) *world {
	t.Helper()
	w := &world{t: t, circle: circleci.New(o), said: map[string][]sdk.Report{}, at: map[string]time.Time{}, lines: map[string]string{}}
	w.limits = map[string]follow.Limit{"circleci": {For: time.Hour}}
	w.options = follow.Options{
		Fetch: w.fetch, Say: w.say, Rate: 10, Pace: poll.Usual(), Now: time.Now,
		Mask:  func(text string, secrets ...string) string { return mask(text, secrets) },
		Limit: func(route string) follow.Limit { return w.limits[route] },
		Log:   slog.New(slog.NewTextHandler(&w.log, nil)),
	}
	if change != nil {
		change(&w.options)
	}
	w.follower = follow.New(w.options)
	return w
}

func mask(text string, secrets []string) string {
	for _, s := range secrets {
		if s != "" {
			text = strings.ReplaceAll(text, s, "***")
		}
	}
	return text
}

func (w *world) say(_ context.Context, plan report.Plan) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down != nil {
		return w.down
	}
	id := plan.Run.ID
	if !w.at[id].IsZero() {
		w.t.Errorf("%s was told of %+v after its end", id, plan.Report)
	}
	w.said[id] = append(w.said[id], plan.Report)
	w.lines[id] += plan.Line
	if plan.Terminal() {
		w.at[id] = time.Now()
	}
	return nil
}

func (w *world) setDown(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = err
}

func (w *world) trouble() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.down
}

func (w *world) ended(id string) (sdk.Report, time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.at[id].IsZero() {
		return sdk.Report{}, time.Time{}
	}
	return w.said[id][len(w.said[id])-1], w.at[id]
}

// trigger makes a pipeline that goes as its scenario says, and follows it for a run.
func (w *world) trigger(run string, s pipeline.Scenario) pipeline.Pipeline {
	w.t.Helper()
	w.circle.Scenarios.Next("gh/org/repo", s)
	request := httptest.NewRequest(http.MethodPost, base+"/project/gh/org/repo/pipeline", strings.NewReader(`{"branch":"main"}`))
	request.Header.Set("Circle-Token", "of-somebody-else") // so that triggers cost no calls here
	answer := httptest.NewRecorder()
	w.circle.ServeHTTP(answer, request)
	if answer.Code != http.StatusCreated {
		w.t.Fatalf("the trigger was answered %d: %s", answer.Code, answer.Body)
	}
	made := w.circle.State().Pipelines
	p := made[len(made)-1]
	w.follower.Follow(w.t.Context(), start(run, p.ID, fmt.Sprint(p.Number), time.Now()))
	return p
}

func start(run, id, number string, since time.Time) follow.Start {
	return follow.Start{
		Record: book.Record{
			Entry:   book.Entry{Run: run, Route: "circleci", Base: base, Slug: "gh/org/repo", Pipeline: id, Number: number, Since: since},
			Message: []byte(`{"run":"` + run + `"}`),
		},
		Sent: sdk.Header{"circle-token": {token}},
	}
}

// during follows while do runs.
func (w *world) during(do func()) {
	ctx, stop := context.WithCancel(w.t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.follower.Run(ctx)
	}()
	do()
	stop()
	<-done
}

// named gives a scenario of the stand-in's.
func named(t testing.TB, name string) pipeline.Scenario {
	t.Helper()
	s, ok := pipeline.Named(name)
	if !ok {
		t.Fatalf("there is no scenario %s", name)
	}
	return s
}

// shelf is a book in memory.
type shelf struct {
	mu      sync.Mutex
	records map[string][]byte
	broken  error
}

func (s *shelf) Follow(_ context.Context, run string, record []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken == nil {
		s.records[run] = record
	}
	return s.broken
}

func (s *shelf) Unfollow(_ context.Context, runs ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, run := range runs {
		delete(s.records, run)
	}
	return s.broken
}

func (s *shelf) Followed(each func([]byte) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, record := range s.records {
		if err := each(record); err != nil {
			return err
		}
	}
	return s.broken
}

func (s *shelf) FollowedRun(run string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.records[run], s.broken
}

func (s *shelf) len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.records)
}

func labels(reports []sdk.Report) (out []string) {
	for _, r := range reports {
		out = append(out, strings.TrimSpace(r.Status+" "+cmp.Or(r.StatusLabel, "-")))
	}
	return out
}
