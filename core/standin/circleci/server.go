package circleci

import (
	"io"
	"net/http"
	"strings"

	"github.com/drayhq/dray/core/standin/circleci/hook"
	"github.com/drayhq/dray/core/standin/circleci/limit"
	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/circleci/project"
	"github.com/drayhq/dray/core/standin/stage"
)

// Options says whom the stand-in knows. The zero value takes any token and any project.
type Options struct {
	Tokens   []string          // personal API tokens; empty: any
	Projects []string          // slugs such as gh/org/repo; with Declared empty too: any of three parts
	Declared []project.Project // projects of which more is known than the slug
	Forget   bool              // keep no requests and no pipelines, only their number: for benchmarks
	Rate     limit.Rate        // of each token; the zero value is no bound
	Hooks    []hook.Hook       // outbound webhooks, of every project
	PageSize int               // of lists; 0 is 20
	Clock    stage.Clock       // nil: the machine's
	// HookTransport carries the webhooks; nil: http.DefaultTransport.
	HookTransport http.RoundTripper
}

// Server is an http.Handler.
type Server struct {
	// Script's keys are the projects' slugs, for triggers, and [Reads].
	Script stage.Script
	// Scenarios say how pipelines go. A trigger takes the first that there is for
	// the value of one of its parameters (so a run's id, where it is passed), its
	// branch, its slug.
	Scenarios stage.Choice[pipeline.Scenario]

	options Options
	clock   stage.Clock
	state   stage.Watched[State]
	limiter limit.Limiter
	hooks   *hook.Sender
	usual   pipeline.Scenario
}

// Reads is the key of [Server.Script] for all calls that aren't triggers.
const Reads = "GET"

// New makes a stand-in; [stage.Serve] serves it.
func New(o Options) *Server {
	if o.Clock == nil {
		o.Clock = stage.Real{}
	}
	if o.PageSize <= 0 {
		o.PageSize = 20
	}
	return &Server{options: o, clock: o.Clock, limiter: limit.Limiter{Rate: o.Rate},
		hooks: hook.NewSender(o.Hooks, o.Clock, o.HookTransport), usual: pipeline.Usual()}
}

// Close drops the webhooks that are still to be sent. It is needed with hooks only.
func (s *Server) Close() { s.hooks.Close() }

const (
	prefix       = "/api/v2/"
	maxBytes     = 1 << 20 // of a request's body
	unauthorized = "You must log in first."
	notFound     = "Project not found"
)

// ServeHTTP answers a trigger, or what there is to read.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBytes))
	if err != nil {
		fail(w, http.StatusRequestEntityTooLarge, "The request's body is too large or broke off.")
		return
	}
	path, ok := strings.CutPrefix(r.URL.EscapedPath(), prefix)
	switch slug, run, isTrigger := triggerOf(path); {
	case !s.limiter.Take(token(r), s.clock.Now(), w.Header()):
		s.state.Do(func(state *State) {
			state.Calls++
			state.Limited++
		})
		fail(w, http.StatusTooManyRequests, "Rate limit exceeded.")
	case ok && isTrigger && r.Method == http.MethodPost:
		s.trigger(w, r, slug, run, body)
	default:
		s.state.Do(func(state *State) { state.Calls++ })
		s.other(w, r, path, ok)
	}
}

// other answers what isn't a trigger.
func (s *Server) other(w http.ResponseWriter, r *http.Request, path string, ok bool) {
	switch {
	case s.Script.Take(Reads).Give(w, r):
	case !s.authorized(r):
		fail(w, http.StatusUnauthorized, unauthorized)
	case ok && r.Method == http.MethodGet:
		s.read(w, r, path)
	default:
		fail(w, http.StatusNotFound, "Not Found")
	}
}

// triggerOf takes project/{slug}/pipeline[/run] apart; slug is still escaped.
func triggerOf(path string) (slug string, run, ok bool) {
	slug, ok = strings.CutPrefix(path, "project/")
	if !ok {
		return "", false, false
	}
	slug, run = strings.CutSuffix(slug, "/run")
	slug, ok = strings.CutSuffix(slug, "/pipeline")
	return slug, run, ok
}
