package trigger

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const api = "/api/v2/project/"

// Target is where a trigger goes.
type Target struct {
	Base string // up to and with /api/v2, as the mapping wrote it
	Slug string // of the project, with its slashes
	Rest string // query and fragment, with the ? or #
	Run  bool   // the endpoint is pipeline/run
}

// Parse takes a request's URL apart; ok is false if it triggers no pipeline.
func Parse(method, target string) (t Target, ok bool) {
	path := target
	if end := strings.IndexAny(target, "?#"); end >= 0 {
		path, t.Rest = target[:end], target[end:]
	}
	at := strings.LastIndex(path, api)
	if at < 0 || method != http.MethodPost {
		return Target{}, false
	}
	t.Base = path[:at+len(api)-len("/project/")]
	escaped := strings.TrimSuffix(path[at+len(api):], "/")
	escaped, t.Run = strings.CutSuffix(escaped, "/pipeline/run")
	if !t.Run {
		if escaped, ok = strings.CutSuffix(escaped, "/pipeline"); !ok {
			return Target{}, false
		}
	}
	slug, err := url.PathUnescape(escaped)
	if err != nil {
		slug = escaped
	}
	t.Slug = slug
	return t, true
}

// Check says what is wrong with the slug: a mapping easily makes null or nothing of
// an entity that lacks one, and CircleCI's "Project not found" sends people looking
// for the wrong thing.
func (t Target) Check() error {
	parts := strings.Split(t.Slug, "/")
	if len(parts) != 3 || slices.Contains(parts, "") || slices.Contains(parts, "null") {
		return fmt.Errorf("the URL names the project %q, and a slug has three parts, such as gh/org/repo or circleci/ORG/PROJECT: "+
			"set it where the mapping takes it from, such as the entity's project_slug", t.Slug)
	}
	return nil
}

// Classic says that the slug is one of a project that is connected by GitHub's or
// Bitbucket's OAuth, which the classic endpoint takes.
func (t Target) Classic() bool {
	provider, _, _ := strings.Cut(t.Slug, "/")
	return slices.Contains([]string{"gh", "github", "bb", "bitbucket"}, provider)
}

// URL gives the target's address at the endpoint that Run says. pipeline/run takes
// real slashes and the short names of the providers only; a slug with %2F, which
// the classic endpoint takes, is a 404 there.
func (t Target) URL() string {
	parts := strings.SplitN(t.Slug, "/", 3)
	if t.Run {
		switch parts[0] {
		case "github":
			parts[0] = "gh"
		case "bitbucket":
			parts[0] = "bb"
		}
	}
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	end := "/pipeline"
	if t.Run {
		end = "/pipeline/run"
	}
	return t.Base + "/project/" + strings.Join(parts, "/") + end + t.Rest
}
