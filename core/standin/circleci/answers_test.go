package circleci

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const trigger = "/api/v2/project/gh%2Forg%2Frepo/pipeline"

// send sends one request to the handler; token goes into Circle-Token.
func send(h http.Handler, method, path, token, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if token != "" {
		r.Header.Set("Circle-Token", token)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAnswers(t *testing.T) {
	const run = `{"definition_id":"d","config":{"branch":"main"},"checkout":{"branch":"main"}}`
	for _, tt := range []struct {
		name, method, path, token, body string
		status                          int
		want                            string
	}{
		{"slug escaped", "POST", trigger, "t", `{"branch":"main","parameters":{"a":"x","b":true,"c":3}}`, 201, `"state":"pending"`},
		{"slug plain", "POST", "/api/v2/project/gh/org/repo/pipeline", "t", `{}`, 201, `"number":1`},
		{"opaque slug", "POST", "/api/v2/project/circleci/abc/def/pipeline", "t", `{}`, 404, "Project not found"},
		{"null parameters", "POST", trigger, "t", `{"branch":"main","parameters":null}`, 201, `"created_at"`},
		{"no body", "POST", trigger, "t", "", 201, `"id"`},
		{"no token", "POST", trigger, "", `{}`, 401, `{"message":"You must log in first."}`},
		{"wrong token", "POST", trigger, "x", `{}`, 401, "log in"},
		{"unknown project", "POST", "/api/v2/project/gh%2Forg%2Fother/pipeline", "t", `{}`, 404, `{"message":"Project not found"}`},
		{"no slug", "POST", "/api/v2/project/null/pipeline", "t", `{}`, 404, "Project not found"},
		{"branch and tag", "POST", trigger, "t", `{"branch":"a","tag":"b"}`, 400, "mutually exclusive"},
		{"not JSON", "POST", trigger, "t", `branch=main`, 400, "malformed"},
		{"branch a number", "POST", trigger, "t", `{"branch":1}`, 400, "malformed"},
		{"parameter a list", "POST", trigger, "t", `{"parameters":{"a":[]}}`, 400, "value of a"},
		{"parameter null", "POST", trigger, "t", `{"parameters":{"a":null}}`, 400, "value of a"},
		{"parameter 1.5", "POST", trigger, "t", `{"parameters":{"a":1.5}}`, 400, "not an integer"},
		{"parameter too long", "POST", trigger, "t", `{"parameters":{"a":"` + strings.Repeat("é", 513) + `"}}`, 400, "512"},
		{"name too long", "POST", trigger, "t", `{"parameters":{"` + strings.Repeat("é", 129) + `":1}}`, 400, "128"},
		{"body too large", "POST", trigger, "t", `"` + strings.Repeat("x", maxBytes) + `"`, 413, "too large"},
		{"run", "POST", "/api/v2/project/gh/org/repo/pipeline/run", "t", run, 201, `"pending"`},
		{"run, slug escaped", "POST", trigger + "/run", "t", run, 404, "Project not found"},
		{"run without definition", "POST", "/api/v2/project/gh/org/repo/pipeline/run", "t", `{}`, 400, "definition_id"},
		{"run without branch", "POST", "/api/v2/project/gh/org/repo/pipeline/run", "t", `{"definition_id":"d","config":{},"checkout":{"tag":"v1"}}`, 400, "branch or tag"},
		{"run, a long provider", "POST", "/api/v2/project/github/org/repo/pipeline/run", "t", run, 404, "Project not found"},
		{"a long provider", "POST", "/api/v2/project/github/org/repo/pipeline", "t", `{}`, 201, `"id"`},
		{"pipelines, unknown project", "GET", "/api/v2/project/gh/org/other/pipeline", "t", "", 404, "Project not found"},
		{"pipeline", "GET", "/api/v2/pipeline/u", "t", "", 404, "Pipeline not found"},
		{"pipeline without a token", "GET", "/api/v2/pipeline/u", "", "", 401, "log in"},
		{"project", "GET", "/api/v2/project/gh%2Forg%2Frepo", "t", "", 200, `"slug":"gh/org/repo"`},
		{"me", "GET", "/api/v2/me", "t", "", 200, `"login"`},
		{"me, wrong token", "GET", "/api/v2/me", "x", "", 401, "log in"},
		{"neither POST nor GET", "PUT", trigger, "t", "", 404, "Not Found"},
		{"elsewhere", "POST", "/api/v1/project/gh/org/repo", "t", "", 404, "Not Found"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := New(Options{Tokens: []string{"t"}, Projects: []string{"gh/org/repo"}})
			got := send(s, tt.method, tt.path, tt.token, tt.body)
			if got.Code != tt.status || !strings.Contains(got.Body.String(), tt.want) {
				t.Errorf("%d %s, want %d with %s", got.Code, got.Body, tt.status, tt.want)
			}
		})
	}
}

func TestTokenPlaces(t *testing.T) {
	for name, set := range map[string]func(*http.Request){
		"header": func(r *http.Request) { r.Header.Set("Circle-Token", "t") },
		"bearer": func(r *http.Request) { r.Header.Set("Authorization", "Bearer t") },
		"basic":  func(r *http.Request) { r.SetBasicAuth("t", "") },
	} {
		r := httptest.NewRequest(http.MethodPost, trigger, nil)
		set(r)
		w := httptest.NewRecorder()
		New(Options{Tokens: []string{"t"}}).ServeHTTP(w, r)
		if w.Code != http.StatusCreated {
			t.Errorf("token as %s: %d", name, w.Code)
		}
	}
}
