package circleci

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"slices"
	"time"
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

func (p Pipeline) json() []byte {
	return fmt.Appendf(nil, `{"id":%q,"state":"pending","number":%d,"created_at":%q}`,
		p.ID, p.Number, p.CreatedAt.UTC().Format(time.RFC3339Nano))
}

// State is what the stand-in has seen so far.
type State struct {
	Received  int // triggers, whatever they were answered
	Triggered int // those that made a pipeline
	Requests  []Request
}

func (s *Server) record(request Request) (made Pipeline) {
	s.state.Do(func(state *State) {
		state.Received++
		if request.Status == http.StatusCreated {
			state.Triggered++
			request.Pipeline = Pipeline{uuid(), state.Triggered, request.At}
		}
		if !s.options.Forget {
			state.Requests = append(state.Requests, request)
		}
	})
	return request.Pipeline
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

// snapshot shares the requests, which are only ever appended to.
func (s State) snapshot() State {
	s.Requests = slices.Clip(s.Requests)
	return s
}

// uuid makes a random UUID, RFC 9562 version 4.
func uuid() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // crypto/rand never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
