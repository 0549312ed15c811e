package circleci

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/drayhq/dray/core/standin/stage"
)

// Options says whom the stand-in knows. The zero value takes any token and any project.
type Options struct {
	Tokens   []string // personal API tokens; empty: any
	Projects []string // slugs such as gh/org/repo; empty: any of three parts
	Forget   bool     // keep no requests, only their number: for benchmarks
}

// Server is an http.Handler. Script's keys are the projects' slugs.
type Server struct {
	Script stage.Script

	options Options
	state   stage.Watched[State]
}

// New makes a stand-in; [stage.Serve] serves it.
func New(o Options) *Server { return &Server{options: o} }

const (
	prefix       = "/api/v2/"
	maxBytes     = 1 << 20 // of a request's body
	unauthorized = "You must log in first."
)

// ServeHTTP answers a trigger, and who the token's owner is.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBytes))
	if err != nil {
		fail(w, http.StatusRequestEntityTooLarge, "The request's body is too large or broke off.")
		return
	}
	path, ok := strings.CutPrefix(r.URL.EscapedPath(), prefix)
	switch slug, run, isTrigger := triggerOf(path); {
	case ok && isTrigger && r.Method == http.MethodPost:
		s.trigger(w, r, slug, run, body)
	case !s.authorized(r):
		fail(w, http.StatusUnauthorized, unauthorized)
	case ok && path == "me" && r.Method == http.MethodGet:
		stage.JSON(w, http.StatusOK, []byte(`{"id":"0c2f3c4e-5d1a-4b57-9a34-8f1a6c1e2b3d","login":"standin","name":"Stand-in"}`))
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

func (s *Server) trigger(w http.ResponseWriter, r *http.Request, escaped string, run bool, body []byte) {
	slug, err := url.PathUnescape(escaped)
	if err != nil {
		slug = escaped
	}
	request := Request{At: time.Now(), Path: r.URL.EscapedPath(), Query: r.URL.RawQuery, Slug: slug, Header: r.Header, Body: body}
	answer, message := s.Script.Take(slug), ""
	if answer.Usual() {
		request.Trigger, err = parse(body, run)
		switch {
		case !s.authorized(r):
			request.Status, message = http.StatusUnauthorized, unauthorized
		case !s.knows(slug), run && strings.Count(escaped, "/") < 2: // the newer endpoint takes no %2F
			request.Status, message = http.StatusNotFound, "Project not found"
		case err != nil:
			request.Status, message = http.StatusBadRequest, err.Error()
		default:
			request.Status = http.StatusCreated
		}
	} else {
		request.Status = answer.Status
	}
	pipeline := s.record(request)
	switch {
	case answer.Give(w, r):
	case message != "":
		fail(w, request.Status, message)
	default:
		stage.JSON(w, http.StatusCreated, pipeline.json())
	}
}

func (s *Server) knows(slug string) bool {
	if len(s.options.Projects) > 0 {
		return slices.Contains(s.options.Projects, slug)
	}
	parts := strings.Split(slug, "/")
	return len(parts) == 3 && !slices.Contains(parts, "")
}
