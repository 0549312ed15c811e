package judge

import (
	"cmp"
	"time"

	"github.com/drayhq/dray/sdk"
)

const (
	// empty is how long a pipeline that was created may have no workflow: they show a
	// while after it.
	empty = 2 * time.Minute
	// afterSetup is how long the workflows of a dynamic config may take to show once
	// the setup workflow has ended.
	afterSetup = time.Minute
)

// Seen is what is known of a pipeline at a time.
type Seen struct {
	Number    string        // of the pipeline
	Age       time.Duration // since it was triggered
	Now       time.Time     // by the clock that CircleCI's times are near to
	Pipeline  Pipeline      // the zero value: not asked for yet
	Setup     bool          // it has been seen in one of the setup states
	Workflows []Workflow    // in the API's order
	Rerun     time.Duration // how long a workflow that failed may be run again
}

// Verdict is what that means for the run at Port.
type Verdict struct {
	// Ask says that the workflows alone don't tell: the pipeline has to be asked for.
	Ask bool
	// Ended says that Report ends the run. Else its StatusLabel says how the pipeline
	// stands, "" where there is nothing to say beside that it runs.
	Ended  bool
	Report sdk.Report
	// Wait is how long the verdict holds where time alone changes it; 0: for ever.
	Wait time.Duration
}

// Of judges.
func Of(s Seen) Verdict {
	state := s.Pipeline.State
	if state == "errored" {
		return s.errored()
	}
	flows := latest(s.Workflows)
	if len(flows) == 0 {
		switch {
		case state == "":
			return Verdict{Ask: true}
		case state == "created" && s.Age >= empty:
			return ended(failure, "No workflow", s.name()+" has no workflow: none of the project's config runs for "+
				"its branch and parameters, so nothing was done.")
		}
		return Verdict{}
	}
	c := count(flows)
	switch {
	case c.open > 0 || c.held > 0 && c.bad == 0:
		return Verdict{Report: sdk.Report{StatusLabel: c.label()}}
	case c.bad > 0:
		if left := s.rerunnable(flows); left > 0 {
			return Verdict{Report: sdk.Report{StatusLabel: "Failed, can be re-run"}, Wait: left}
		}
		return ended(failure, label(flows), s.name()+": "+tell(flows)+".")
	case state == "":
		return Verdict{Ask: true} // the setup workflow alone may have succeeded
	case state != "created" || s.setupAlone(flows) && s.Now.Sub(flows[0].StoppedAt) < afterSetup:
		return Verdict{}
	}
	return ended(success, "Succeeded", s.name()+": "+tell(flows)+".")
}

// setupAlone says that nothing shows yet beside the setup workflow. It may have been
// over before anybody asked for the pipeline's state, and then its tag alone tells.
func (s Seen) setupAlone(flows []Workflow) bool {
	return len(flows) == 1 && (s.Setup || flows[0].Tag == "setup")
}

const (
	success = "SUCCESS"
	failure = "FAILURE"
)

func ended(status, label, summary string) Verdict {
	return Verdict{Ended: true, Report: sdk.Report{Status: status, StatusLabel: label, Summary: summary}}
}

func (s Seen) name() string { return "Pipeline " + cmp.Or(s.Number, "without a number") }

// rerunnable gives how long somebody may still run again what failed.
func (s Seen) rerunnable(flows []Workflow) time.Duration {
	if s.Rerun <= 0 {
		return 0
	}
	var last time.Time
	for _, f := range flows {
		if f.StoppedAt.After(last) {
			last = f.StoppedAt
		}
	}
	if last.IsZero() { // such as one that was never authorized to run
		last = s.Now.Add(-s.Age)
	}
	return s.Rerun - s.Now.Sub(last)
}

// GaveUp is how a run ends whose pipeline is no longer followed: after limit, where
// it stood as flows say, or trouble has kept dray from knowing.
func GaveUp(s Seen, limit time.Duration, trouble string) Verdict {
	text := s.name() + " is no longer followed"
	if limit > 0 {
		text += ", " + limit.String() + " after it was triggered (the route's follow.for)"
	}
	text += ": how it ends shows at CircleCI."
	switch flows := latest(s.Workflows); {
	case trouble != "":
		text += " It could not be looked at: " + short(trouble) + "."
	case len(flows) > 0:
		text += " Its workflows stood so: " + tell(flows) + "."
	case s.Pipeline.State != "":
		text += " It was " + s.Pipeline.State + " and had no workflow."
	}
	return ended(failure, "No longer followed", text)
}
