package circleci

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/drayhq/dray/core/standin/circleci/project"
	"github.com/drayhq/dray/core/standin/stage"
)

// token gives a request's token, from one of the three places that CircleCI takes
// it from; "" if there is none.
func token(r *http.Request) string {
	token := r.Header.Get("Circle-Token")
	if token == "" {
		token, _, _ = r.BasicAuth()
	}
	if token == "" {
		token, _ = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	}
	return token
}

func (s *Server) authorized(r *http.Request) bool {
	token := token(r)
	return token != "" && (len(s.options.Tokens) == 0 || slices.Contains(s.options.Tokens, token))
}

// project gives the project of a slug; ok is false if there is none.
func (s *Server) project(slug string) (p project.Project, ok bool) {
	canonical := project.Canonical(slug)
	of := func(p project.Project) bool { return project.Canonical(p.Slug) == canonical }
	if i := slices.IndexFunc(s.options.Declared, of); i >= 0 {
		return s.options.Declared[i], true
	}
	if len(s.options.Projects)+len(s.options.Declared) > 0 {
		return project.Project{Slug: canonical}, slices.ContainsFunc(s.options.Projects,
			func(known string) bool { return project.Canonical(known) == canonical })
	}
	parts := strings.Split(slug, "/")
	return project.Project{Slug: canonical}, len(parts) == 3 && !slices.Contains(parts, "")
}

// fail answers {"message": …}, as CircleCI does for every error.
func fail(w http.ResponseWriter, status int, message string) {
	give(w, status, map[string]string{"message": message})
}

func give(w http.ResponseWriter, status int, value any) {
	body, _ := json.Marshal(value) // maps of strings, numbers and lists
	stage.JSON(w, status, body)
}
