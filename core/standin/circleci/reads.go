package circleci

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/circleci/project"
)

// read answers a GET: https://circleci.com/docs/api/v2/
func (s *Server) read(w http.ResponseWriter, r *http.Request, path string) {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if plain, err := url.PathUnescape(part); err == nil {
			parts[i] = plain
		}
	}
	switch {
	case path == "me":
		give(w, http.StatusOK, map[string]any{"id": "0c2f3c4e-5d1a-4b57-9a34-8f1a6c1e2b3d", "login": "standin", "name": "Stand-in"})
	case parts[0] == "pipeline" && len(parts) == 2:
		s.ofPipeline(w, parts[1], func(p pipeline.Pipeline) { give(w, http.StatusOK, p.Shape(s.clock.Now())) })
	case parts[0] == "pipeline" && len(parts) == 3 && parts[2] == "workflow":
		s.ofPipeline(w, parts[1], func(p pipeline.Pipeline) {
			items := []any{}
			for _, f := range p.Flows(s.clock.Now()) {
				items = append(items, f.Shape(p))
			}
			s.page(w, r, items)
		})
	case parts[0] == "projects" && len(parts) == 3 && parts[2] == "pipeline-definitions":
		s.definitions(w, r, parts[1])
	case parts[0] == "project":
		s.readProject(w, r, strings.Join(parts[1:], "/"))
	default:
		fail(w, http.StatusNotFound, "Not Found")
	}
}

// readProject answers project/{slug}, project/{slug}/pipeline[/mine]; the newest
// pipelines first.
func (s *Server) readProject(w http.ResponseWriter, r *http.Request, rest string) {
	slug, mine := strings.CutSuffix(rest, "/pipeline/mine")
	slug, all := strings.CutSuffix(slug, "/pipeline")
	p, ok := s.project(slug)
	switch {
	case !ok:
		fail(w, http.StatusNotFound, notFound)
	case mine || all:
		branch, items := r.URL.Query().Get("branch"), []any{}
		for _, made := range slices.Backward(s.State().Pipelines) {
			if made.Slug == p.Slug && (branch == "" || branch == made.Branch()) {
				items = append(items, made.Shape(s.clock.Now()))
			}
		}
		s.page(w, r, items)
	default:
		provider, repository, _ := strings.Cut(p.Slug, "/")
		give(w, http.StatusOK, map[string]any{
			"id": project.ID(p.Slug), "slug": p.Slug, "name": repository[strings.LastIndex(repository, "/")+1:],
			"organization_id": project.ID("organization"), "organization_name": "standin",
			"vcs_info": map[string]any{"provider": provider, "vcs_url": "https://github.com/" + repository, "default_branch": "main"},
		})
	}
}

// definitions answers projects/{id}/pipeline-definitions.
func (s *Server) definitions(w http.ResponseWriter, r *http.Request, id string) {
	for _, p := range s.options.Declared {
		if project.ID(project.Canonical(p.Slug)) != id {
			continue
		}
		items := []any{}
		for _, definition := range p.Definitions {
			items = append(items, map[string]any{"id": definition, "name": "build-and-test"})
		}
		s.page(w, r, items)
		return
	}
	fail(w, http.StatusNotFound, notFound)
}

func (s *Server) ofPipeline(w http.ResponseWriter, id string, show func(pipeline.Pipeline)) {
	var found pipeline.Pipeline
	var ok bool
	s.state.Do(func(state *State) {
		var at int
		if at, ok = state.byID[id]; ok {
			found = state.Pipelines[at]
		}
	})
	if !ok {
		fail(w, http.StatusNotFound, "Pipeline not found")
		return
	}
	show(found)
}

// page gives a list page by page; a page's token is how many items come before it.
func (s *Server) page(w http.ResponseWriter, r *http.Request, items []any) {
	from, err := strconv.Atoi(r.URL.Query().Get("page-token"))
	if err != nil || from < 0 || from > len(items) {
		from = 0
	}
	end := min(from+s.options.PageSize, len(items))
	var next any
	if end < len(items) {
		next = strconv.Itoa(end)
	}
	give(w, http.StatusOK, map[string]any{"items": items[from:end], "next_page_token": next})
}
