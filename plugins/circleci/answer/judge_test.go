package answer

import (
	"errors"
	"testing"

	"github.com/drayhq/dray/plugins/circleci/trigger"
	"github.com/drayhq/dray/sdk"
)

// always is a judge that gives one verdict.
type always struct{ err error }

func (a always) Judge(sdk.Run, error) error { return a.err }

func TestJudge(t *testing.T) {
	const notFound = `{"message":"Project not found"}`
	refused := errors.New("answered")
	later := sdk.Retry(refused, 0)
	for _, c := range []struct {
		name, slug string
		run        bool
		status     int
		body       string
		err        error
		label      string
		summary    string // its beginning; "": err comes back
	}{
		{"a pipeline", "gh/o/r", false, 201, `{"id":"u","number":25,"state":"created","created_at":"x"}`, nil, "", ""},
		{"skipped", "circleci/A/B", true, 200, `{"message":"The trigger was skipped."}`, nil, "Skipped",
			"CircleCI skipped the run and started no pipeline: The trigger was skipped."},
		{"a proxy's page", "gh/o/r", false, 200, `<html>`, nil, "", ""},
		{"an app's project at the classic endpoint", "circleci/A/B", false, 404, notFound, refused, "",
			"CircleCI answered 404: Project not found. circleci/A/B was triggered through the classic endpoint"},
		{"told so", "gh/o/r", false, 400, `{"message":"Use pipeline/run."}`, refused, "", "CircleCI answered 400: Use pipeline/run. gh/o/r was triggered"},
		{"not found where it fits", "gh/o/r", false, 404, notFound, refused, "", ""},
		{"not found where it fits, run", "circleci/A/B", true, 404, notFound, refused, "", ""},
		{"a project without definitions", "gh/o/r", true, 404, "", refused, "", "CircleCI answered 404. gh/o/r was triggered through pipeline/run"},
		{"a bad body", "circleci/A/B", true, 400, `{"message":"bad"}`, refused, "", ""},
		{"no login", "circleci/A/B", false, 401, notFound, refused, "", ""},
		{"later", "circleci/A/B", false, 429, `{"message":"Later."}`, later, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			judge := Judge{Target: trigger.Target{Slug: c.slug, Run: c.run}}
			err := judge.Judge(sdk.Run{Reply: &sdk.Reply{Status: c.status, Body: []byte(c.body)}}, c.err)
			read, ok := errors.AsType[*sdk.RefusalError](err)
			if c.summary == "" {
				if !errors.Is(err, c.err) || ok {
					t.Errorf("%v, want %v", err, c.err)
				}
				return
			}
			if !ok || read.Label != c.label || len(read.Summary) < len(c.summary) || read.Summary[:len(c.summary)] != c.summary {
				t.Errorf("%+v\nwant %q with %s", err, c.label, c.summary)
			}
		})
	}
	judge := Judge{Next: always{refused}}
	if err := judge.Judge(sdk.Run{Reply: &sdk.Reply{Status: 201}}, nil); !errors.Is(err, refused) {
		t.Errorf("%v, want what the judge before said", err)
	}
}
