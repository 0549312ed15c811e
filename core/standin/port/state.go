package port

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Run is what Port shows of an action run or of a workflow node's run.
type Run struct {
	ID            string
	Status        string // IN_PROGRESS, SUCCESS, FAILURE; of a node IN_PROGRESS, COMPLETED
	Result        string // of a node: SUCCESS, FAILED
	StatusLabel   string
	Link          []string
	Summary       string
	ExternalRunID string
	Response      any // what a synchronized run answered
	Output        any // of a node
	Logs          []Log
	Refused       int // edits that came after the run had ended
}

// Log is a line of a run's log.
type Log struct {
	Message string `json:"message"`
	Level   string `json:"level"` // of a node: INFO, WARN, ERROR
}

// Ended says whether the run has a terminal status.
func (r Run) Ended() bool { return r.Status != inProgress }

const inProgress = "IN_PROGRESS"

type state struct {
	tokens   map[string]time.Time // until when they are good
	calls    map[Call]int
	runs     map[string]*Run
	ended    int
	streamer string

	pendingRuns, pendingNodes queue
}

func (s *state) count(call Call) {
	if s.calls == nil {
		s.calls = make(map[Call]int)
	}
	s.calls[call]++
}

// run gives a run, which begins with the first word about it.
func (s *state) run(id string) *Run {
	if s.runs == nil {
		s.runs = make(map[string]*Run)
	}
	if s.runs[id] == nil {
		s.runs[id] = &Run{ID: id, Status: inProgress}
	}
	return s.runs[id]
}

// copy gives the run for others to keep.
func (r *Run) copy() Run {
	out := *r
	out.Logs = slices.Clone(r.Logs)
	return out
}

// Calls gives how many calls of each kind there were.
func (s *Server) Calls() (calls map[Call]int) {
	s.state.Do(func(state *state) { calls = maps.Clone(state.calls) })
	return calls
}

// Streamer gives what the agent said it takes its runs by, "" if it didn't.
func (s *Server) Streamer() (name string) {
	s.state.Do(func(state *state) { name = state.streamer })
	return name
}

// Runs gives all runs that were spoken of, by their ids.
func (s *Server) Runs() map[string]Run {
	out := make(map[string]Run)
	s.state.Do(func(state *state) {
		for id, run := range state.runs {
			out[id] = run.copy()
		}
	})
	return out
}

// Wait waits until a run is as wanted, and gives it. Its error is ctx's.
func (s *Server) Wait(ctx context.Context, id string, until func(Run) bool) (run Run, err error) {
	err = s.state.Wait(ctx, func(state *state) bool {
		if state.runs[id] == nil {
			return false
		}
		run = state.runs[id].copy()
		return until(run)
	})
	if err != nil {
		return run, fmt.Errorf("run %s is at %q, labelled %q: %w", id, run.Status, run.StatusLabel, err)
	}
	return run, nil
}

// WaitEnded waits until so many runs have ended. Its error is ctx's.
func (s *Server) WaitEnded(ctx context.Context, runs int) error {
	ended := 0
	err := s.state.Wait(ctx, func(state *state) bool {
		ended = state.ended
		return ended >= runs
	})
	if err != nil {
		return fmt.Errorf("%d of %d runs have ended: %w", ended, runs, err)
	}
	return nil
}
