package circleci_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/circleci/hook"
	"github.com/drayhq/dray/core/standin/circleci/limit"
	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/circleci/project"
)

// The README's example, word for word: TestReadme compares them.
func readmeExample() int {
	server := circleci.New(circleci.Options{
		Declared: []project.Project{{
			Slug:       "gh/org/repo",
			Parameters: map[string]project.Parameter{"deploy": {Type: "boolean"}},
		}},
		Rate:  limit.Rate{Requests: 100, Per: time.Minute},
		Hooks: []hook.Hook{{URL: "http://127.0.0.1:8080/circleci", Secret: "hush"}},
	})
	defer server.Close()
	server.Scenarios.Always("gh/org/repo", pipeline.Scenario{
		Pending: time.Second,
		Workflows: []pipeline.Workflow{{
			Name:   "build",
			Phases: []pipeline.Phase{{Status: "running", For: time.Minute}, {Status: "failed"}},
		}},
	})
	return server.State().Received
}

func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("readme_test.go")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile("(?s)```go\n(.*?)```").FindSubmatch(readme)
	if len(shown) != 2 {
		t.Fatal("the README has no example")
	}
	indented := "\t" + strings.ReplaceAll(strings.TrimSpace(string(shown[1])), "\n", "\n\t")
	if !strings.Contains(string(source), indented) || readmeExample() != 0 {
		t.Errorf("the README's example is another than that of this file:\n%s", indented)
	}
	_, names, _ := strings.Cut(string(readme), "`scenario/NAME` asks for one of")
	names, _, _ = strings.Cut(names, ".\n")
	listed := regexp.MustCompile("`([a-z_-]+)`").FindAllStringSubmatch(names, -1)
	var got []string
	for _, name := range listed {
		got = append(got, name[1])
	}
	slices.Sort(got)
	if diff := cmp.Diff(pipeline.Names(), got); diff != "" {
		t.Errorf("scenarios (-there +README):\n%s", diff)
	}
}
