package trigger

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const classic = "https://circleci.com/api/v2/project/"

func TestParse(t *testing.T) {
	for url, want := range map[string]struct {
		slug string
		run  bool
	}{
		classic + "gh%2Forg%2Frepo/pipeline":                     {"gh/org/repo", false},
		classic + "gh/org/repo/pipeline?circle-token=x":          {"gh/org/repo", false},
		classic + "gh/org/repo/pipeline/":                        {"gh/org/repo", false},
		classic + "circleci/A/B/pipeline/run#x":                  {"circleci/A/B", true},
		classic + "null/pipeline":                                {"null", false},
		classic + "gh/org/%zz/pipeline":                          {"gh/org/%zz", false},
		"http://ci.corp/circle/api/v2/project/gh/a b/c/pipeline": {"gh/a b/c", false},
	} {
		got, ok := Parse("POST", url)
		if !ok || got.Slug != want.slug || got.Run != want.run || !strings.HasPrefix(url, got.Base) || !strings.HasSuffix(url, got.Rest) {
			t.Errorf("%s: %+v, %v", url, got, ok)
		}
	}
	for _, url := range []string{"", classic, classic + "gh/org/repo", classic + "gh/org/repo/envvar", "https://gitlab.com/api/v4/projects/1/trigger/pipeline"} {
		if got, ok := Parse("POST", url); ok {
			t.Errorf("%s: %+v", url, got)
		}
	}
	if _, ok := Parse("GET", classic+"gh/org/repo/pipeline"); ok {
		t.Error("a GET triggers nothing")
	}
}

func TestSlugs(t *testing.T) {
	for slug, want := range map[string]struct{ ok, classic bool }{
		"gh/org/repo": {true, true}, "github/org/repo": {true, true}, "bb/o/r": {true, true}, "bitbucket/o/r": {true, true},
		"circleci/A/B": {true, false}, "gitlab/o/r": {true, false},
		"null": {}, "": {}, "gh/org": {false, true}, "gh/org/null": {false, true}, "gh//repo": {false, true}, "gh/a/b/c": {false, true},
	} {
		target := Target{Slug: slug}
		if err := target.Check(); (err == nil) != want.ok || target.Classic() != want.classic {
			t.Errorf("%q: %v, classic is %v", slug, err, target.Classic())
		}
	}
}

func TestURL(t *testing.T) {
	for _, c := range []struct {
		target Target
		want   string
	}{
		{Target{"https://h/api/v2", "github/org/re po", "?a=b", true}, "https://h/api/v2/project/gh/org/re%20po/pipeline/run?a=b"},
		{Target{"https://h/api/v2", "bitbucket/o/r", "", true}, "https://h/api/v2/project/bb/o/r/pipeline/run"},
		{Target{"https://h/api/v2", "github/o/r", "", false}, "https://h/api/v2/project/github/o/r/pipeline"},
	} {
		if got := c.target.URL(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestChoose(t *testing.T) {
	oauth, app := Target{Slug: "gh/o/r"}, Target{Slug: "circleci/A/B"}
	atRun := Target{Slug: "gh/o/r", Run: true}
	for _, c := range []struct {
		e          Endpoint
		t          Target
		own, known string
		run        bool
		err        string
	}{
		{Auto, oauth, "", "", false, ""},
		{Auto, oauth, "", "def", false, ""}, // by the slug's form
		{Auto, oauth, "def", "", true, ""},  // the mapping asks for it
		{Auto, atRun, "", "def", true, ""},
		{Auto, atRun, "", "", false, ""},
		{Auto, app, "", "def", true, ""},
		{Auto, app, "def", "", true, ""},
		{Auto, app, "", "", false, "set definition_id"},
		{Classic, app, "def", "def", false, ""},
		{Run, oauth, "", "def", true, ""},
		{Run, oauth, "", "", false, "none is named: set definition_id"},
	} {
		run, err := c.e.Choose(c.t, c.own, c.known)
		if run != c.run || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%+v: %v, %v", c, run, err)
		}
	}
}

func TestBodies(t *testing.T) {
	type m = map[string]any
	parameters := m{"a": true}
	for _, c := range []struct {
		name    string
		run     bool
		give    any
		want    Body
		problem string
	}{
		{"to run", true, m{"branch": "b", "tag": nil, "parameters": parameters},
			Body{"definition_id": "def", "config": m{"branch": "b"}, "checkout": m{"branch": "b"}, "parameters": parameters}, ""},
		{"to run with a tag", true, m{"branch": "", "tag": "v1"}, Body{"definition_id": "def", "config": m{"tag": "v1"}, "checkout": m{"tag": "v1"}}, ""},
		{"to run, its own goes before", true, m{"branch": "b", "config": m{"branch": "main"}, "definition_id": "own"},
			Body{"definition_id": "own", "config": m{"branch": "main"}, "checkout": m{"branch": "b"}}, ""},
		{"to run without a branch", true, nil, nil, "no branch and no tag"},
		{"to run with both", true, m{"branch": "b", "tag": "v1"}, nil, "takes one of them"},
		{"to classic", false, m{"definition_id": "def", "config": m{"branch": "b"}, "checkout": m{"branch": "b"}, "parameters": parameters},
			Body{"branch": "b", "parameters": parameters}, ""},
		{"to classic from two branches", false, m{"config": m{"branch": "a"}, "checkout": m{"branch": "b"}}, nil, "takes config and code from one"},
		{"to classic with both", false, m{"checkout": m{"branch": "b"}, "tag": "v1"}, nil, "takes one of them"},
		{"classic stays", false, m{"branch": "b", "parameters": nil}, Body{"branch": "b"}, ""},
		{"no object", false, []any{}, nil, "no object"},
	} {
		body, err := ReadBody(c.give)
		if err == nil && c.run {
			body, err = body.ForRun("def")
		} else if err == nil {
			body, err = body.ForClassic()
		}
		if c.problem != "" {
			if err == nil || !strings.Contains(err.Error(), c.problem) {
				t.Errorf("%s: %v, want %q", c.name, err, c.problem)
			}
			continue
		}
		if diff := cmp.Diff(c.want, body); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", c.name, err, diff)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(classic + "gh%2Forg%2Frepo/pipeline?x")
	f.Add("/api/v2/project//api/v2/project/a/b/c/pipeline/run")
	f.Fuzz(func(t *testing.T, url string) {
		target, ok := Parse("POST", url)
		if !ok || target.Check() != nil {
			return
		}
		target.Run = true
		if again, ok := Parse("POST", target.URL()); !ok || !again.Run || again.Check() != nil || again.Rest != target.Rest {
			t.Errorf("%q gives %+v and then %+v", url, target, again)
		}
	})
}

// A ref that is no text is CircleCI's to refuse.
func TestARefThatIsAnObject(t *testing.T) {
	ref := map[string]any{"name": "main"}
	out, err := Body{"branch": ref, "checkout": map[string]any{"branch": ref}}.ForClassic()
	if err != nil || out["checkout"] != nil {
		t.Errorf("%v, %v", out, err)
	}
}
