package circleci

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/drayhq/dray/core/standin/circleci/pipeline"
	"github.com/drayhq/dray/core/standin/circleci/project"
)

// Request is a trigger that the stand-in received.
type Request struct {
	At     time.Time
	Path   string // as it was escaped on the wire
	Query  string // likewise
	Slug   string // with its slashes
	Header http.Header
	Body   []byte
	Trigger
	Status   int      // what was answered; 0: nothing
	Pipeline Pipeline // the zero value unless Status is 201
}

// Pipeline is what a trigger made.
type Pipeline struct {
	ID        string // a UUID
	Number    int    // from 1, over all projects
	CreatedAt time.Time
}

// State is what the stand-in has seen so far.
type State struct {
	Calls     int // requests of any kind
	Limited   int // those that were answered 429 for the rate limit
	Received  int // triggers within it, whatever they were answered
	Triggered int // those that made a pipeline
	Requests  []Request
	Pipelines []pipeline.Pipeline // in the order of their numbers

	byID map[string]int // a pipeline's place in Pipelines
}

// record notes a trigger, and gives the pipeline that it made, if it did.
func (s *Server) record(request Request, scenario pipeline.Scenario) (made pipeline.Pipeline) {
	s.state.Do(func(state *State) {
		state.Calls++
		state.Received++
		if request.Status == http.StatusCreated {
			state.Triggered++
			made = pipeline.Pipeline{ID: uuid(), Number: state.Triggered, Slug: project.Canonical(request.Slug),
				CreatedAt: request.At, Trigger: request.Trigger, Scenario: scenario}
			request.Pipeline = Pipeline{made.ID, made.Number, made.CreatedAt}
		}
		if s.options.Forget {
			return
		}
		state.Requests = append(state.Requests, request)
		if made.ID != "" {
			if state.byID == nil {
				state.byID = make(map[string]int)
			}
			state.byID[made.ID] = len(state.Pipelines)
			state.Pipelines = append(state.Pipelines, made)
		}
	})
	return made
}

// State gives what was seen so far.
func (s *Server) State() (now State) {
	s.state.Do(func(state *State) { now = state.snapshot() })
	return now
}

// Wait waits until the state is as wanted, and gives it. Its error is ctx's.
func (s *Server) Wait(ctx context.Context, until func(State) bool) (now State, err error) {
	err = s.state.Wait(ctx, func(state *State) bool {
		now = state.snapshot()
		return until(now)
	})
	if err != nil {
		return now, fmt.Errorf("CircleCI has received %d triggers, %d of them good: %w", now.Received, now.Triggered, err)
	}
	return now, nil
}

// snapshot shares the lists, which are only ever appended to.
func (s State) snapshot() State {
	s.Requests, s.Pipelines, s.byID = slices.Clip(s.Requests), slices.Clip(s.Pipelines), nil
	return s
}

// uuid makes a random UUID, RFC 9562 version 4.
func uuid() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // crypto/rand never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
