package follow_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/follow"
	"github.com/drayhq/dray/core/follow/book"
	"github.com/drayhq/dray/core/report"
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

// A message that comes again once its pipeline has ended ends the run no second time.
func TestAFollowedRunThatComesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w *world
		w = newWorld(t, circleci.Options{}, func(o *follow.Options) {
			o.Ended = func(_ context.Context, run string) (bool, error) {
				end, _ := w.ended(run)
				return end.Status != "", nil
			}
		})
		reporter := follow.Reporter{Teller: teller{}, Follower: w.follower}
		p := w.trigger("r_1", pipeline.Usual())
		w.during(func() {
			time.Sleep(time.Minute)
			reporter.Finish(t.Context(), report.Ending{
				Route: "circleci", Recalled: true, Run: sdk.Run{
					ID:      "r_1",
					Request: &sdk.Request{Method: "POST", URL: base + "/project/gh/org/repo/pipeline", Header: sdk.Header{"circle-token": {token}}},
					Reply:   &sdk.Reply{Status: 201, Body: []byte(`{"id":"` + p.ID + `","number":1}`)},
				},
			})
			time.Sleep(time.Minute)
		})
		if got := labels(w.said["r_1"]); len(got) != 1 || w.follower.Len() != 0 {
			t.Errorf("Port was told of %v, and %d are followed", got, w.follower.Len())
		}
	})
}

// teller tells nobody.
type teller struct{ dispatch.Reporter }

func (teller) Tell(context.Context, report.Ending) report.Plan { return report.Plan{} }

// A token that was changed while pipelines are followed with it is had again.
func TestATokenThatWasChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		w := newWorld(t, circleci.Options{Tokens: []string{"the-new-token", "of-somebody-else"}}, func(o *follow.Options) {
			o.Book = &shelf{records: map[string][]byte{}}
			o.Renew = func(context.Context, book.Record) (sdk.Request, error) {
				if time.Since(begin) < 10*time.Minute {
					return sdk.Request{}, errors.New("the new token is not there yet")
				}
				return sdk.Request{Header: sdk.Header{"Circle-Token": {"the-new-token"}}}, nil
			}
		})
		w.trigger("r_1", pipeline.Usual())
		w.during(func() { time.Sleep(40 * time.Minute) })
		if end, _ := w.ended("r_1"); end.Status != "SUCCESS" {
			t.Errorf("%+v; %s", labels(w.said["r_1"]), w.log.String())
		}
	})
}
