package circleci

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/circleci/project"
)

// Trigger is what a request asked for.
type Trigger = project.Trigger

func (s *Server) trigger(w http.ResponseWriter, r *http.Request, escaped string, run bool, body []byte) {
	slug, err := url.PathUnescape(escaped)
	if err != nil {
		slug = escaped
	}
	request := Request{At: s.clock.Now(), Path: r.URL.EscapedPath(), Query: r.URL.RawQuery, Slug: slug, Header: r.Header, Body: body}
	answer, message := s.Script.Take(slug), ""
	var scenario pipeline.Scenario
	if answer.Usual() {
		request.Trigger, err = project.Parse(body, run)
		p, known := s.project(slug)
		undeclared := p.Undeclared(request.Parameters)
		switch {
		case !s.authorized(r):
			request.Status, message = http.StatusUnauthorized, unauthorized
		case !known, run && !takesRun(escaped), !run && p.App:
			request.Status, message = http.StatusNotFound, notFound
		case err != nil:
			request.Status, message = http.StatusBadRequest, err.Error()
		case run && !p.Defines(request.Definition):
			request.Status, message = http.StatusNotFound, "Pipeline definition not found"
		case undeclared != "":
			request.Status, message = http.StatusBadRequest, undeclared
		default:
			scenario = s.scenario(slug, request.Trigger, p)
			if request.Status = http.StatusCreated; scenario.Skip != "" {
				request.Status, message = http.StatusOK, scenario.Skip
			}
		}
	} else {
		request.Status = answer.Status
	}
	made := s.record(request, scenario)
	switch {
	case answer.Give(w, r):
	case message != "":
		fail(w, request.Status, message)
	default:
		s.hooks.Plan(made)
		give(w, http.StatusCreated, made.Created())
	}
}

// takesRun says whether a slug, still escaped, is one that pipeline/run takes: with
// real slashes, and a provider's short name.
func takesRun(escaped string) bool {
	return strings.Count(escaped, "/") == 2 && project.Canonical(escaped) == escaped
}

// scenario says how the pipeline of a trigger goes.
func (s *Server) scenario(slug string, t Trigger, p project.Project) pipeline.Scenario {
	var keys []string
	for _, name := range slices.Sorted(maps.Keys(t.Parameters)) {
		if value, ok := t.Parameters[name].(string); ok && value != "" {
			keys = append(keys, value)
		}
	}
	if t.Branch != "" {
		keys = append(keys, t.Branch)
	}
	scenario := s.Scenarios.Take(append(keys, slug)...)
	if scenario.IsZero() {
		scenario = s.usual
		if name, ok := strings.CutPrefix(t.Branch, "scenario/"); ok {
			if named, known := pipeline.Named(name); known {
				scenario = named
			}
		}
	}
	if wrong := p.Mistyped(t.Parameters); wrong != nil && scenario.Skip == "" {
		scenario = pipeline.Scenario{Pending: scenario.Pending, Errors: []pipeline.Error{{Type: "config", Message: strings.Join(wrong, "\n")}}}
	}
	return scenario
}
