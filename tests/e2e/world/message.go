package world

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"
)

// Event is a message of Port's before it is signed.
type Event map[string]any

// Action is what the documented mapping takes.
const Action = "trigger_circle_ci_pipeline"

// Slug is the project that the run of this id triggers, so that each run has
// answers of its own.
func Slug(id string) string { return "gh/org/" + id }

// NewEvent makes the event of an action run, as Port publishes it.
func NewEvent(id string) Event {
	return Event{
		"action": Action, "resourceType": "run", "status": "TRIGGERED",
		"trigger": map[string]any{
			"by":     map[string]any{"orgId": "org", "userId": "auth0|ada", "user": map[string]any{"email": "ada@example.com"}},
			"origin": "UI", "at": time.Now().UTC().Format(time.RFC3339Nano),
		},
		"context": map[string]any{"entity": "service", "blueprint": "circle_ci_project", "runId": id},
		"payload": map[string]any{
			"entity": map[string]any{"identifier": "service", "properties": map[string]any{"project_slug": Slug(id)}},
			"action": map[string]any{
				"identifier": Action,
				"invocationMethod": map[string]any{
					"type": "WEBHOOK", "agent": true, "synchronized": false, "method": "POST", "url": "https://circleci.com",
				},
			},
			"properties":         map[string]any{"reason": "<none> & “more”", "replicas": 3, "dry": false},
			"censoredProperties": []any{},
		},
		"headers": map[string]any{},
	}
}

// NewChange makes the event of a change log, which is about no run.
func NewChange(id string) Event {
	return NewEvent(id).Without("payload.action.invocationMethod").Without("context.runId").
		With("resourceType", "entity").
		With("diff", map[string]any{"before": nil, "after": map[string]any{"identifier": "service"}}).
		With("changelogDestination", map[string]any{"type": "WEBHOOK", "agent": true, "url": "https://circleci.com"})
}

// With gives the event with another value at a dotted path.
func (e Event) With(path string, value any) Event {
	return e.at(path, func(members map[string]any, name string) { members[name] = value })
}

// Without gives the event without the member at a dotted path.
func (e Event) Without(path string) Event {
	return e.at(path, func(members map[string]any, name string) { delete(members, name) })
}

func (e Event) at(path string, change func(members map[string]any, name string)) Event {
	out := maps.Clone(map[string]any(e))
	members := out
	names := strings.Split(path, ".")
	for _, name := range names[:len(names)-1] {
		child, ok := members[name].(map[string]any)
		if !ok {
			child = nil
		}
		child = maps.Clone(child)
		if child == nil {
			child = map[string]any{}
		}
		members[name], members = child, child
	}
	change(members, names[len(names)-1])
	return out
}

// JSON gives the event as JavaScript writes it, without white space.
func (e Event) JSON() []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(e); err != nil {
		panic(fmt.Sprintf("an event of the tests is no JSON: %v", err))
	}
	return bytes.TrimSpace(out.Bytes())
}

// Signed gives the message that Port publishes. Where the event has no headers
// that could hold a signature, none is put there.
func (e Event) Signed(secret string) []byte {
	headers, ok := e["headers"].(map[string]any)
	if !ok {
		return e.JSON()
	}
	now := strconv.FormatInt(time.Now().Unix(), 10)
	headers = maps.Clone(headers)
	headers["X-Port-Signature"], headers["X-Port-Timestamp"] = Sign(secret, now, e.JSON()), now
	return e.With("headers", headers).JSON()
}

// Sign makes Port's signature of a body.
func Sign(secret, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(timestamp + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// RunID gives the id of the run that a message is about.
func RunID(message []byte) (string, error) {
	var event struct{ Context struct{ RunID string } }
	err := json.Unmarshal(message, &event)
	return event.Context.RunID, err
}
