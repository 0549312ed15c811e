package port

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// refusal is how Port answers what it doesn't take.
type refusal struct {
	status  int
	OK      bool   `json:"ok"`
	Error   string `json:"error"`
	Message string `json:"message"`
}

func refuse(status int, code, message string) refusal {
	return refusal{status: status, Error: code, Message: message}
}

func invalid(err error) refusal {
	return refuse(http.StatusUnprocessableEntity, "invalid_request", err.Error())
}

// change is what a call does to a run.
type change struct {
	apply func(run *Run)
	line  bool // only adds lines to the log, which a run that has ended takes too
}

// edit answers a call about a run.
func (s *Server) edit(call Call, id string, body []byte) (out any) {
	change, err := read(call, body)
	if err != nil {
		return invalid(err)
	}
	s.state.Do(func(state *state) {
		run := state.run(id)
		if s.options.Forget {
			defer delete(state.runs, id)
		}
		if run.Ended() && !change.line {
			run.Refused++
			out = refuse(http.StatusUnprocessableEntity, "run_ended", "The run has ended, it can no longer be modified")
			return
		}
		before := run.Ended()
		change.apply(run)
		if run.Ended() && !before {
			state.ended++
		}
		out = map[string]any{"ok": true, "run": map[string]any{"id": id, "status": run.Status}}
	})
	return out
}

// show answers GET /v1/actions/runs/{id}.
func (s *Server) show(id string) (out any) {
	s.state.Do(func(state *state) {
		run := state.runs[id]
		if run == nil {
			out = refuse(http.StatusNotFound, "not_found", "Action run with id "+id+" not found")
			return
		}
		out = map[string]any{"ok": true, "run": map[string]any{
			"id": id, "status": run.Status, "statusLabel": run.StatusLabel, "link": run.Link, "summary": run.Summary,
			"externalRunId": run.ExternalRunID,
		}}
	})
	return out
}

func (s *Server) organization(body []byte) any {
	var in struct {
		Settings struct {
			Streamer string `json:"portAgentStreamerName"`
		} `json:"settings"`
	}
	if err := strict(body, &in); err != nil {
		return invalid(err)
	}
	if err := oneOf("portAgentStreamerName", in.Settings.Streamer, "KAFKA", "POLLING"); err != nil {
		return invalid(err)
	}
	s.state.Do(func(state *state) { state.streamer = in.Settings.Streamer })
	return map[string]any{"ok": true}
}

// strict reads a body that may have no other members than into's.
func strict(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

func oneOf(name, value string, allowed ...string) error {
	if !slices.Contains(allowed, value) {
		return fmt.Errorf("%s is %q, must be one of %q", name, value, allowed)
	}
	return nil
}

// links reads what is a string or a list of strings.
func links(raw json.RawMessage) (out []string, err error) {
	if len(raw) == 0 {
		return nil, nil
	}
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return []string{one}, nil
	}
	if json.Unmarshal(raw, &out) != nil {
		return nil, errors.New("link is neither a string nor a list of strings")
	}
	return out, nil
}
