package report

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/drayhq/dray/sdk"
)

// look is what to do about a run that may have taken effect.
const look = "The pipeline may have started: look there before you run the action again. " +
	"It was not sent again, for that could start it twice."

// doubt is that advice where an attempt that was repeated may have.
const doubt = " An attempt may have started the pipeline: look there before you run the action again."

// own says what dray reports of e, before the mapping has its say.
func (c *Composer) own(e Ending) sdk.Report {
	if e.Row == Delivered && e.Run.Reply != nil {
		report := sdk.Report{}
		if e.Synchronized {
			report.Status = Success
		}
		if e.Replayed {
			report.StatusLabel = "Replayed" // it said Parked until now
		}
		if e.Pipeline != nil {
			report.ExternalRunID = e.Pipeline.ID
			if e.Pipeline.Link != "" {
				report.Link = e.Pipeline.Link
			}
		}
		return report
	}
	if e.Kept.Anywhere() && e.Row != Unknown {
		// Nothing can be said after a terminal status, and this may still go on.
		return sdk.Report{StatusLabel: "Parked"}
	}
	report := sdk.Report{Status: Failure, Summary: c.summary(e)}
	if e.Kept.Anywhere() {
		report.Summary += " " + e.Kept.String()
	}
	if e.Row == Failed && e.Doubt {
		report.Summary += doubt
	}
	if e.Row == Dropped {
		report.StatusLabel = "Dropped"
	}
	if read := refusal(e); read != nil {
		report.StatusLabel = read.Label
	}
	return report
}

// refusal gives what a step that knows the endpoint read in its answer, nil if none did.
func refusal(e Ending) *sdk.RefusalError {
	read, _ := errors.AsType[*sdk.RefusalError](e.Err)
	return read
}

// summary says what went wrong, where, and what to mend.
func (c *Composer) summary(e Ending) string {
	switch e.Row {
	case Dropped:
		return sentence("Dropped by "+step(e), e.Err) + " Nothing was sent."
	case TooOld:
		return sentence("The run is too old and was not sent", e.Err) + " Run the action again."
	case Unknown:
		return c.unknown(e)
	case Exhausted:
		text := sentence(fmt.Sprintf("Gave up after %s in %s at %s", attempts(e), round(e.Took), step(e)), e.Err)
		switch {
		case e.Doubt || sdk.Doubtful(e.Err):
			return text + doubt
		case e.Kept.Anywhere():
			return text + " Nothing was started."
		}
		return text + " Nothing was started: run the action again once this is mended."
	case InDoubt:
		return sentence("It is not sent again", e.Err) +
			" The pipeline may have started: look there first. Then replay it, or drop it."
	case Parked:
		return sentence("Set aside by "+step(e)+", and nothing was sent", e.Err)
	case Delivered: // without an answer
		return "The chain ended and nothing had been sent: it needs a step that sends, such as http."
	default:
		return c.failed(e)
	}
}

func (c *Composer) failed(e Ending) string {
	reply := e.Run.Reply
	switch {
	case refusal(e) != nil:
		return refusal(e).Summary
	case reply != nil && reply.Status >= 400: // the reference's words
		text := fmt.Sprintf("Failed to invoke the webhook with status code: %d.", reply.Status)
		return text + c.shown(reply)
	case reply != nil && reply.Status >= 300:
		return fmt.Sprintf("%s answered %d, a redirect to %s. Redirects are not followed, for the tokens would travel along: "+
			"put the final address into the mapping's url.", target(e.Run), reply.Status, location(reply))
	case reply != nil:
		return sentence(fmt.Sprintf("%s answered %d, then %s ended the run", target(e.Run), reply.Status, step(e)), e.Err)
	case e.Run.Request == nil:
		return sentence("Nothing was sent: "+step(e), e.Err)
	default:
		return sentence(fmt.Sprintf("%s did not succeed, %s", target(e.Run), step(e)), e.Err)
	}
}

func (c *Composer) unknown(e Ending) string {
	advice := look
	if e.Doubt {
		advice = "The pipeline may have started, even more than once, for an attempt before was in doubt too: " +
			"look there before you run the action again."
	}
	if reply := e.Run.Reply; reply != nil {
		return fmt.Sprintf("%s answered %d. %s%s", target(e.Run), reply.Status, advice, c.shown(reply))
	}
	return sentence(target(e.Run)+" got no answer", e.Err) + " " + advice
}

// shown is the answer's text where it may be shown.
func (c *Composer) shown(reply *sdk.Reply) string {
	if !c.Detailed {
		return ""
	}
	return " Response: " + text(reply.Body)
}

func location(reply *sdk.Reply) string {
	if to := reply.Header.Get("Location"); to != "" {
		return cut(bare(to), 1000)
	}
	return "nowhere (it has no Location)"
}

func step(e Ending) string {
	if e.Step == "" {
		return "dray"
	}
	return "step " + e.Step
}

// sentence joins what happened and why, and ends with one full stop.
func sentence(what string, why error) string {
	if why != nil {
		what += ": " + why.Error()
	}
	return strings.TrimRight(what, ". ") + "."
}

func attempts(e Ending) string {
	if e.Attempts <= 1 {
		return "1 attempt"
	}
	return fmt.Sprintf("%d attempts", e.Attempts)
}

func round(d time.Duration) time.Duration {
	if d < time.Second {
		return d.Round(time.Millisecond)
	}
	return d.Round(100 * time.Millisecond)
}
