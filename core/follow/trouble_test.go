package follow_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/follow"
	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/sdk"
)

// Pages without end, each empty and each with a next, end nothing but the look.
func TestEmptyPagesWithoutEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, circleci.Options{}, func(o *follow.Options) {
			o.Fetch = func(_ context.Context, _ string, r sdk.Request) (sdk.Reply, error) {
				next := "a"
				if len(r.Query) > 0 && r.Query[0].Value == "a" {
					next = "b"
				}
				return sdk.Reply{Status: 200, Body: []byte(`{"items":[],"next_page_token":"` + next + `"}`)}, nil
			}
		})
		w.trigger("r_1", pipeline.Usual())
		w.during(func() { time.Sleep(2 * time.Hour) })
		if end, _ := w.ended("r_1"); end.Status != "FAILURE" || !strings.Contains(end.Summary, "it has no end") {
			t.Errorf("%+v", end)
		}
	})
}
