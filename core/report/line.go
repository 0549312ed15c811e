package report

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/drayhq/dray/sdk"
)

// line says in one log line what would be several: what was sent, what was
// answered, what came of it and what dray put up with. told is what Port's run
// is going to show besides.
func (c *Composer) line(e Ending, told sdk.Report) string {
	var out strings.Builder
	out.WriteString("Received.")
	if reply := e.Run.Reply; reply != nil {
		fmt.Fprintf(&out, " Sent %s, answered %d in %s.", target(e.Run), reply.Status, round(reply.Duration))
		if e.Row == Delivered {
			if c.Detailed {
				out.WriteString(c.shown(reply))
			} else {
				out.WriteString(pipeline(reply.Body))
			}
		}
	}
	switch {
	case e.Kept.Anywhere() && told.Summary == "":
		out.WriteString(" " + c.summary(e) + " " + e.Kept.String())
	case e.Row != Delivered || e.Run.Reply == nil:
		out.WriteString(" " + told.Summary)
	}
	for _, warning := range e.Run.Warnings {
		out.WriteString("\nWarning: " + warning)
	}
	return out.String()
}

// pipeline names the pipeline in CircleCI's answer to a trigger, {id, number, state}.
func pipeline(body []byte) string {
	var answer struct {
		ID     string      `json:"id"`
		Number json.Number `json:"number"`
		State  string      `json:"state"`
	}
	if json.Unmarshal(body, &answer) != nil || answer.ID == "" || answer.Number == "" {
		return ""
	}
	name := fmt.Sprintf(" Pipeline %s, id %s", answer.Number, answer.ID)
	if answer.State != "" {
		name += ", is " + answer.State
	}
	return name + "."
}

// Waiting gives the log line for a run that is going to be tried again: "" when
// the attempt before said the same, for one line is enough then.
func (c *Composer) Waiting(w Waiting) string {
	mask := c.mask(w.Run)
	if w.Err == nil || w.Before != nil && w.Before.Error() == w.Err.Error() {
		return ""
	}
	text := sentence(fmt.Sprintf("Attempt %d, step %s", w.Attempt, w.Step), w.Err)
	return cut(mask.Mask(fmt.Sprintf("%s Trying again in %s.", text, round(w.Wait))), maxLine)
}
