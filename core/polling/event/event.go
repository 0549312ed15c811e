package event

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Event is a claimed run as a message. Beside an error it has the run's ID, if that is
// known, and no message.
type Event struct {
	ID      string    // r_… or wfnr_…
	Message []byte    // as the runs topic would have it, unsigned
	At      time.Time // of the run's making; zero: Port didn't say
}

var errNoID = errors.New("it has no id, so that it can neither be acknowledged nor reported")

// OfRun makes the message of an action run. Its text is the run's payload.body, to which
// comes what port-agent v0.8.9 adds: payload's other members, which say how to invoke, as
// payload.action.invocationMethod, their headers, and the run's id.
func OfRun(claimed json.RawMessage) (Event, error) {
	var run struct {
		ID      string          `json:"id"`
		Created json.RawMessage `json:"createdAt"`
		Payload json.RawMessage `json:"payload"`
	}
	if err := json.Unmarshal(claimed, &run); err != nil {
		return Event{ID: run.ID}, fmt.Errorf("reading a claimed run: %w", err)
	}
	if run.ID == "" {
		return Event{}, fmt.Errorf("reading a claimed run: %w", errNoID)
	}
	out := Event{ID: run.ID, At: instant(run.Created)}
	payload, err := read(run.Payload)
	if err != nil {
		return out, err
	}
	if payload == nil {
		return out, errors.New("reading a claimed run: its payload, which says how to invoke it, is missing or no object")
	}
	body, err := read(payload.get("body"))
	if err != nil {
		return out, err
	}
	out.Message, err = message(body, method(payload), run.ID)
	return out, err
}

// OfNode makes the message of a workflow node's run. Its text is the node's body, to
// which comes the same, and what the reference adds of the node and its workflow.
func OfNode(claimed json.RawMessage) (Event, error) {
	var run struct {
		ID      string          `json:"identifier"`
		Created json.RawMessage `json:"createdAt"`
		Output  json.RawMessage `json:"output"`
		Node    struct {
			Config json.RawMessage `json:"config"`
		} `json:"node"`
		Workflow struct {
			ID json.RawMessage `json:"identifier"`
		} `json:"workflowRun"`
	}
	if err := json.Unmarshal(claimed, &run); err != nil {
		return Event{ID: run.ID}, fmt.Errorf("reading a claimed node's run: %w", err)
	}
	if run.ID == "" {
		return Event{}, fmt.Errorf("reading a claimed node's run: %w", errNoID)
	}
	out := Event{ID: run.ID, At: instant(run.Created)}
	config, err := read(run.Node.Config)
	if err != nil {
		return out, err
	}
	if config == nil {
		return out, errors.New("reading a claimed node's run: its node.config, which says how to invoke it, is missing or no object")
	}
	body, err := read(config.get("body"))
	if err != nil {
		return out, err
	}
	how := method(config)
	if string(config.get("type")) != `"WEBHOOK"` { // a node that is no call is not for the agent
		how = how.with("agent", json.RawMessage(`false`))
	}
	body = body.with("headers", how.get("headers"))
	for _, more := range []struct {
		member, name string
		value        json.RawMessage
	}{
		{"payload", "nodeRunIdentifier", quoted(run.ID)},
		{"payload", "workflowRunIdentifier", either(run.Workflow.ID, `null`)},
		{"payload", "nodeConfig", config.text()},
		{"payload", "output", either(run.Output, `{}`)},
		{"context", "nodeRunIdentifier", quoted(run.ID)},
		{"context", "workflowRunIdentifier", either(run.Workflow.ID, `null`)},
		{"context", "nodeConfig", config.text()},
	} {
		if body, err = body.within(more.member, more.name, more.value); err != nil {
			return out, err
		}
	}
	out.Message, err = message(body, how, run.ID)
	return out, err
}

// method gives what is said of how to invoke.
func method(from object) (out object) {
	for _, m := range from {
		if m.name != "body" {
			out = append(out, m)
		}
	}
	for _, m := range []member{{"synchronized", json.RawMessage(`false`)}, {"method", json.RawMessage(`"POST"`)}, {"headers", json.RawMessage(`{}`)}} {
		if out.get(m.name) == nil {
			out = append(out, m)
		}
	}
	return out
}

func message(body, how object, id string) ([]byte, error) {
	payload, err := read(body.get("payload"))
	if err != nil {
		return nil, err
	}
	if payload, err = payload.within("action", "invocationMethod", how.text()); err != nil {
		return nil, err
	}
	body, err = body.with("headers", how.get("headers")).with("payload", payload.text()).within("context", "runId", quoted(id))
	return body.text(), err
}

// instant reads a time of Port's, zero if it is none: a run is run also if nobody knows
// how old it is.
func instant(text json.RawMessage) (at time.Time) {
	_ = json.Unmarshal(text, &at)
	return at
}

func either(value json.RawMessage, otherwise string) json.RawMessage {
	if len(value) == 0 {
		return json.RawMessage(otherwise)
	}
	return value
}
