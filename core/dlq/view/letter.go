package view

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/drayhq/dray/core/deadletter"
	"github.com/drayhq/dray/core/explain"
	"github.com/drayhq/dray/sdk"
)

// kinds names what a message is, for a program and for a person.
func kinds(kind sdk.Kind) (program, person string) {
	switch kind {
	case sdk.NodeRun:
		return "node_run", "a workflow node's run"
	case sdk.ChangeLog:
		return "change_log", "a change-log event"
	default:
		return "action_run", "an action run"
	}
}

// object is a letter for a program: its members, with the kind's name.
type object struct {
	deadletter.Letter
	Kind    string          `json:"kind"`
	Message json.RawMessage `json:"message,omitempty"` // Value, where it is JSON
}

func plain(letter deadletter.Letter) object {
	program, _ := kinds(letter.Kind)
	return object{Letter: letter, Kind: program}
}

// Letter writes all of a letter, the original message with it.
func Letter(w io.Writer, output string, letter deadletter.Letter) error {
	if output == "json" {
		o := plain(letter)
		if json.Valid(letter.Value) {
			o.Message = letter.Value
		}
		return encoder(w).Encode(o)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range rows(letter) {
		if row[1] != "" {
			fmt.Fprintf(table, "%s\t%s\n", row[0], line(row[1]))
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n", message(letter.Value))
	return err
}

func rows(l deadletter.Letter) [][2]string {
	_, kind := kinds(l.Kind)
	run := l.Run
	if run != "" {
		run += ", " + kind
	}
	step := l.Step
	if l.Attempts > 0 {
		step += fmt.Sprintf(", attempts: %d, the first %s", l.Attempts, moment(l.First))
	}
	rows := [][2]string{
		{"letter", l.ID}, {"run", run}, {"class", class(l)}, {"reason", l.Reason}, {"route", l.Route}, {"action", l.Action},
		{"step", strings.TrimPrefix(step, ", ")}, {"parked", moment(l.Parked)}, {"replay", asked(l)}, {"port", told(l)},
		{"message", fmt.Sprintf("%s/%d@%d, published %s, bytes: %d", l.Topic, l.Partition, l.Offset, moment(l.Published), len(l.Value))},
		{"key", text(l.Key)},
	}
	for _, header := range l.Headers {
		rows = append(rows, [2]string{"header", header.Key + ": " + text(header.Value)})
	}
	return rows
}

// class says what a class means for who decides.
func class(l deadletter.Letter) string {
	means := map[deadletter.Class]string{
		deadletter.Junk:      "forged, unverifiable or unreadable; nothing in it is trusted",
		deadletter.Exhausted: "it could not be delivered for as long as the route tries",
		deadletter.Unknown:   "it was sent, and nobody knows what came of it",
		deadletter.InDoubt:   "dray stopped after it may have been sent",
		deadletter.Trap:      "a module had to be stopped",
	}[l.Class]
	if l.Doubt {
		means += "; the pipeline may have started"
	}
	return string(l.Class) + ": " + means
}

func asked(l deadletter.Letter) string {
	if l.Replay.IsZero() {
		return ""
	}
	return "asked for " + moment(l.Replay)
}

func told(l deadletter.Letter) string {
	switch {
	case l.Run == "":
		return ""
	case l.Told:
		return "has been told that the run failed"
	default:
		return "shows the run as in progress"
	}
}

func text(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return fmt.Sprintf("%q", b)
}

// message gives JSON with its members below each other, all else as it is, and
// nothing that a terminal would obey.
func message(value []byte) string {
	var b bytes.Buffer
	if json.Indent(&b, value, "", "  ") == nil {
		return explain.Visible(b.String())
	}
	return explain.Visible(string(value))
}
