package follow_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/follow"
	"github.com/drayhq/dray/core/follow/book"
	"github.com/drayhq/dray/core/follow/poll"
	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/sdk"
)

// What Port is told of each way in which a pipeline goes, in order.
func TestWhatPortIsTold(t *testing.T) {
	for name, want := range map[string]struct {
		labels []string
		says   string
	}{
		"success":      {[]string{"SUCCESS Succeeded"}, "Pipeline 1: build succeeded."},
		"failed":       {[]string{"Failing", "FAILURE Failed"}, "Pipeline 1: build failed."},
		"error":        {[]string{"FAILURE Error"}, "build ended in an error"},
		"canceled":     {[]string{"FAILURE Canceled"}, "build was canceled"},
		"unauthorized": {[]string{"FAILURE Unauthorized"}, "build was not authorized to run"},
		"not_run":      {[]string{"FAILURE Not run"}, "build was not run"},
		"on_hold":      {[]string{"On hold", "FAILURE No longer followed"}, "release waits for an approval"},
		"approved":     {[]string{"On hold", "Running", "SUCCESS Succeeded"}, "release succeeded"},
		"several":      {[]string{"On hold", "FAILURE Failed"}, "lint failed, release waits for an approval, build succeeded"},
		"rerun":        {[]string{"FAILURE Failed"}, "build failed"}, // no time was given for it
		"empty":        {[]string{"FAILURE No workflow"}, "has no workflow"},
		"pending":      {[]string{"FAILURE No longer followed"}, "It was pending and had no workflow"},
		"setup":        {[]string{"SUCCESS Succeeded"}, "build succeeded, setup succeeded"},
		"config":       {[]string{"FAILURE Config error"}, "CircleCI says: config: Error calling workflow"},
		"config-fetch": {[]string{"FAILURE Config not found"}, "No configuration was found"},
		"timeout":      {[]string{"FAILURE Config timed out"}, "Timed out"},
		"permission":   {[]string{"FAILURE Not permitted"}, "The user is not permitted"},
		"plan":         {[]string{"FAILURE Plan"}, "no available credits"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, circleci.Options{}, func(o *follow.Options) {
					o.Pace = poll.Pace{Least: time.Second, Most: time.Second} // so that no look misses what lasts two
				})
				w.trigger("r_1", named(t, name))
				w.during(func() { time.Sleep(2 * time.Hour) })
				if diff := cmp.Diff(want.labels, labels(w.said["r_1"])); diff != "" {
					t.Error(diff)
				}
				if end, _ := w.ended("r_1"); !strings.Contains(end.Summary, want.says) {
					t.Errorf("it says %q, want %q", end.Summary, want.says)
				}
				if n := w.follower.Len(); n != 0 {
					t.Errorf("%d are still followed", n)
				}
				if strings.Contains(w.log.String(), token) {
					t.Errorf("the token is in the log: %s", w.log.String())
				}
			})
		})
	}
}

// Where a route gives time for a re-run, the newer workflow takes the place of the
// one that failed; where none comes the run ends as it stood.
func TestReruns(t *testing.T) {
	for name, want := range map[string][]string{
		"rerun":  {"Failed, can be re-run", "Running", "SUCCESS Succeeded"},
		"failed": {"Failing", "Failed, can be re-run", "FAILURE Failed"},
		"config": {"FAILURE Config error"}, // nothing that could be run again
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, circleci.Options{}, nil)
			w.limits["circleci"] = follow.Limit{For: time.Hour, Rerun: 10 * time.Minute}
			w.trigger("r_1", named(t, name))
			begin := time.Now()
			w.during(func() { time.Sleep(2 * time.Hour) })
			if diff := cmp.Diff(want, labels(w.said["r_1"])); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
			if _, at := w.ended("r_1"); name == "failed" && at.Sub(begin) < 10*time.Minute {
				t.Errorf("it was given up after %s", at.Sub(begin))
			}
		})
	}
}

// What CircleCI answers other than with what was asked for ends nothing before the
// time is over.
func TestTroubleWithCircleCI(t *testing.T) {
	for name, c := range map[string]struct {
		answers []stage.Answer
		always  bool
		status  string
		says    string
	}{
		"a few 500":    {[]stage.Answer{stage.Status(500, ""), stage.Status(502, ""), stage.Status(503, "")}, false, "SUCCESS", "build succeeded"},
		"no JSON":      {[]stage.Answer{stage.Status(200, "<html>"), stage.Status(200, "{}")}, false, "SUCCESS", "build succeeded"},
		"a 404 first":  {[]stage.Answer{stage.Status(404, `{"message":"Pipeline not found"}`)}, false, "SUCCESS", "build succeeded"},
		"429":          {[]stage.Answer{stage.RetryAfter(429, 90), {Status: 429}, {Status: 429}}, false, "SUCCESS", "build succeeded"},
		"401 for good": {[]stage.Answer{stage.Status(401, `{"message":"not `+token+`"}`)}, true, "FAILURE", "answered 401 to GET https://circleci.com/api/v2/pipeline/"},
		"a redirect":   {[]stage.Answer{stage.Redirect("https://evil.example")}, true, "FAILURE", "a redirect, which is not followed"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, circleci.Options{}, nil)
				w.circle.Script.Next(circleci.Reads, c.answers...)
				if c.always {
					w.circle.Script.Always(circleci.Reads, c.answers[0])
				}
				w.trigger("r_1", pipeline.Usual())
				w.during(func() { time.Sleep(2 * time.Hour) })
				end, _ := w.ended("r_1")
				if end.Status != c.status || !strings.Contains(end.Summary, c.says) || strings.Contains(end.Summary, token) {
					t.Errorf("%s: %s", end.Status, end.Summary)
				}
				if c.always && (w.said["r_1"][0].StatusLabel != "Can't be looked at" || !strings.Contains(w.lines["r_1"], c.says)) {
					t.Errorf("Port was told of %v, with the line %q", labels(w.said["r_1"]), w.lines["r_1"])
				}
			})
		})
	}
}

// Port's outage delays the end and doubles none: where Port may have heard it is asked.
func TestPortIsAwayAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int64
		var w *world
		w = newWorld(t, circleci.Options{}, func(o *follow.Options) {
			o.Ended = func(_ context.Context, run string) (bool, error) {
				asked.Add(1)
				return run == "r_known", w.trouble()
			}
		})
		w.setDown(errors.New("Port is down"))
		w.trigger("r_told", pipeline.Usual())
		w.trigger("r_known", pipeline.Usual())
		w.during(func() {
			time.Sleep(time.Minute)
			if n := w.follower.Len(); n != 2 {
				t.Errorf("%d are followed while Port is away", n)
			}
			w.setDown(nil)
			time.Sleep(time.Minute)
		})
		if end, _ := w.ended("r_told"); end.Status != "SUCCESS" || len(w.said["r_known"]) != 0 || asked.Load() < 2 || w.follower.Len() != 0 {
			t.Errorf("%+v, asked %d times, %d left", w.said, asked.Load(), w.follower.Len())
		}
	})
}

// A restart goes on from the book, with the token that the message gives again.
func TestARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		held := &shelf{records: map[string][]byte{}}
		w := newWorld(t, circleci.Options{Tokens: []string{token, "of-somebody-else"}}, func(o *follow.Options) {
			o.Book = held
			o.Ended = func(_ context.Context, run string) (bool, error) { return run == "r_known", nil }
			o.Renew = func(_ context.Context, r book.Record) (sdk.Request, error) {
				if string(r.Message) != `{"run":"`+r.Run+`"}` {
					t.Errorf("%s comes with the message %s", r.Run, r.Message)
				}
				if r.Run == "r_lost" {
					return sdk.Request{}, errors.New("the mapping has gone")
				}
				return sdk.Request{Header: sdk.Header{"Circle-Token": {token}}}, nil
			}
		})
		for _, run := range []string{"r_1", "r_known", "r_lost"} {
			w.trigger(run, pipeline.Usual())
		}
		for run, record := range held.records {
			if strings.Contains(string(record), token) {
				t.Errorf("the record of %s holds the token", run)
			}
		}
		held.records["r_damaged"] = []byte("?")
		w.follower = follow.New(w.options) // what was in memory is gone
		w.during(func() {
			time.Sleep(time.Minute)
			if end, _ := w.ended("r_1"); end.Status != "SUCCESS" || held.len() != 2 {
				t.Errorf("%+v, %d left in the book", end, held.len())
			}
			time.Sleep(time.Hour)
		})
		if end, _ := w.ended("r_lost"); end.Status != "FAILURE" || !strings.Contains(end.Summary, "the mapping has gone") {
			t.Errorf("%+v", end)
		}
		if len(w.said["r_known"]) != 0 || held.len() != 1 {
			t.Errorf("Port was told again: %v; %d left", w.said["r_known"], held.len())
		}
	})
}

// A book that can't be written forgets, and nothing else.
func TestABookThatCantBeWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		held := &shelf{records: map[string][]byte{}, broken: errors.New("the disk is full")}
		w := newWorld(t, circleci.Options{}, func(o *follow.Options) { o.Book = held })
		w.trigger("r_1", pipeline.Usual())
		w.during(func() { time.Sleep(time.Minute) })
		if end, _ := w.ended("r_1"); end.Status != "SUCCESS" || !strings.Contains(w.log.String(), "a restart would forget it") {
			t.Errorf("%+v; %s", end, w.log.String())
		}
	})
}

// A run that is sent again stands for its last pipeline.
func TestAReplacedPipeline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, circleci.Options{}, nil)
		first := w.trigger("r_1", named(t, "failed"))
		w.follower.Follow(t.Context(), start("r_1", first.ID, "1", time.Now())) // the same message, twice
		w.trigger("r_1", pipeline.Usual())
		if n := w.follower.Len(); n != 1 {
			t.Errorf("%d are followed", n)
		}
		w.during(func() { time.Sleep(time.Minute) })
		if diff := cmp.Diff([]string{"SUCCESS Succeeded"}, labels(w.said["r_1"])); diff != "" {
			t.Error(diff)
		}
	})
}

// A webhook brings the look forward, and no look comes of one for another's pipeline.
func TestANudge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, circleci.Options{}, nil)
		long := pipeline.Scenario{Workflows: []pipeline.Workflow{{Name: "build", Phases: []pipeline.Phase{{Status: "running", For: 30 * time.Minute}, {Status: "success"}}}}}
		p := w.trigger("r_1", long)
		w.during(func() {
			time.Sleep(30*time.Minute + time.Millisecond)
			if !w.follower.Nudge(p.ID) || w.follower.Nudge("another's") {
				t.Error("whose pipelines are followed is not known")
			}
			time.Sleep(3 * time.Second)
			if _, at := w.ended("r_1"); at.IsZero() {
				t.Error("it was not looked at")
			}
		})
	})
}

func TestWithoutABookARestartForgetsAloud(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, circleci.Options{}, nil)
		w.trigger("r_1", named(t, "on_hold"))
		w.during(func() { time.Sleep(time.Minute) })
		if !strings.Contains(w.log.String(), "pipelines are followed no longer, and their runs stay in progress at Port: set store.path") {
			t.Error(w.log.String())
		}
	})
}
