package event

import (
	"cmp"
	"strings"
	"time"

	"github.com/drayhq/dray/sdk"
)

// Envelope is what dray itself reads of a message. What is missing there, null
// or of a wrong type has its zero value.
type Envelope struct {
	Kind      sdk.Kind
	RunID     string    // context.runId; "" for a change-log event
	Action    string    // action, else payload.action.identifier
	Requester string    // trigger.by.user.email, else trigger.by.userId
	At        time.Time // trigger.at: when somebody asked for the run

	// Of the invocation method: payload.action.invocationMethod of a run, and
	// changelogDestination of a change-log event.
	Agent        bool // without it the message isn't ours
	Synchronized bool // the answer ends the run
	Type         string
	Method, URL  string

	// Problem says which members are of a wrong type; "" if none is.
	Problem string
}

// nodeRunPrefix is how the ids of workflow node runs begin; those of action runs
// begin with "r_".
const nodeRunPrefix = "wfnr_"

// Read reads a decoded event. changes says that it came from the change-log
// topic: the topic decides what a message is, never its content.
func Read(event any, changes bool) Envelope {
	var problems []string
	root := rootOf(event, &problems)
	payload, by := root.child("payload").child("action"), root.child("trigger").child("by")
	e := Envelope{
		Action:    cmp.Or(member[string](root, "action"), member[string](payload, "identifier")),
		Requester: cmp.Or(member[string](by.child("user"), "email"), member[string](by, "userId")),
		At:        root.child("trigger").time("at"),
	}
	method := payload.child("invocationMethod")
	if changes {
		e.Kind, method = sdk.ChangeLog, root.child("changelogDestination")
	} else if e.RunID = member[string](root.child("context"), "runId"); strings.HasPrefix(e.RunID, nodeRunPrefix) {
		e.Kind = sdk.NodeRun
	}
	e.Agent = member[bool](method, "agent")
	e.Synchronized = member[bool](method, "synchronized")
	e.Type = member[string](method, "type")
	e.Method = member[string](method, "method")
	e.URL = member[string](method, "url")
	e.Problem = strings.Join(problems, "; ")
	return e
}

// Infer guesses from an event's shape whether it came from the change-log topic:
// for those who have the event and not its topic.
func Infer(event any) (changes bool) {
	var problems []string
	root := rootOf(event, &problems)
	return root.child("changelogDestination").members != nil &&
		root.child("payload").child("action").child("invocationMethod").members == nil
}
