package fit_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/check/fit"
	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/circleci/project"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/sdk"
)

func TestTry(t *testing.T) {
	const base, definition = "https://circleci.com/api/v2/project/", "2338d0ae-5541-4bbf-88a2-55e9f7281f80"
	server := circleci.New(circleci.Options{Tokens: []string{"good"}, PageSize: 1, Declared: []project.Project{
		{Slug: "gh/org/repo"}, {Slug: "circleci/A/B", App: true, Definitions: []string{"another", definition}},
	}})
	fetch := func(_ context.Context, r sdk.Request) (sdk.Reply, error) {
		if strings.Contains(r.URL, "elsewhere") {
			return sdk.Reply{}, errors.New("refused")
		}
		request := httptest.NewRequest(r.Method, r.URL, http.NoBody)
		request.Header = http.Header(r.Header)
		w := httptest.NewRecorder()
		server.ServeHTTP(w, request)
		return sdk.Reply{Status: w.Code, Header: sdk.Header(w.Header()), Body: w.Body.Bytes()}, nil
	}
	for _, c := range []struct {
		url, token string
		body       any
		found, bad string
	}{
		{base + "gh%2Forg%2Frepo/pipeline", "good", nil, "the token of standin sees the project gh/org/repo, to be triggered through the classic endpoint", ""},
		{base + "circleci/A/B/pipeline/run", "good", map[string]any{"definition_id": definition}, "through pipeline/run with its definition " + definition, ""},
		{base + "circleci/A/B/pipeline/run", "good", sdk.JSON(`{"definition_id":"x"}`), "", `no pipeline definition "x"; it has: another (build-and-test), ` + definition},
		{base + "circleci/A/B/pipeline", "good", nil, "", "which the classic endpoint doesn't take: set the circleci step's definition_id"},
		{base + "gh/org/gone/pipeline", "good", nil, "", "there is no project gh/org/gone, or the token of standin can't see it"},
		{base + "gh/org/repo/pipeline", "bad", nil, "", "answered 401 to GET /me: it does not take the token"},
		{base + "gh/org/repo/pipeline", "", nil, "", "the request has no token"},
		{base + "null/pipeline", "good", nil, "", `the URL names the project "null"`},
		{"https://elsewhere/api/v2/project/gh/org/repo/pipeline", "good", nil, "", "asking CircleCI for /me: refused"},
		{"https://ci.example/hook", "good", nil, "", "triggers no pipeline"},
	} {
		header := sdk.Header{}
		if c.token != "" {
			header["circle-token"] = []string{c.token}
		}
		found, err := fit.Try(t.Context(), fetch, sdk.Request{Method: http.MethodPost, URL: c.url, Header: header, Body: c.body})
		switch {
		case c.bad == "" && (err != nil || !strings.Contains(found, c.found)):
			t.Errorf("%s: %q, %v", c.url, found, err)
		case c.bad != "" && (err == nil || !strings.Contains(err.Error(), c.bad)):
			t.Errorf("%s: %q, %v; want %q", c.url, found, err, c.bad)
		}
	}
	server.Script.Next(circleci.Reads, stage.Redirect("https://evil.example"), stage.Status(200, "<html>"))
	for _, want := range []string{"a redirect, which is not followed", "is https://circleci.com/api/v2 its API?"} {
		_, err := fit.Try(t.Context(), fetch, sdk.Request{Method: http.MethodPost, URL: base + "gh/org/repo/pipeline", Header: sdk.Header{"Authorization": {"Bearer good"}}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if n := server.State().Received; n != 0 {
		t.Errorf("%d pipelines were triggered", n)
	}
}
