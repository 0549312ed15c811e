package judge

import (
	"slices"
	"strings"
)

// latest gives of each name the newest workflow, in order of the names: one that is
// run again, from failed or from its start, takes the place of the older. Of two that
// were created at the same time the first counts, as the API lists the newest first.
func latest(all []Workflow) []Workflow {
	var out []Workflow
	for _, w := range all {
		at, known := slices.BinarySearchFunc(out, w.Name, func(o Workflow, name string) int { return strings.Compare(o.Name, name) })
		switch {
		case !known:
			out = slices.Insert(out, at, w)
		case w.CreatedAt.After(out[at].CreatedAt):
			out[at] = w
		}
	}
	return out
}

// counts is how many workflows stand how.
type counts struct{ open, failing, held, bad int }

func count(flows []Workflow) (c counts) {
	for _, f := range flows {
		switch f.Status {
		case "success":
		case "on_hold":
			c.held++
		case "failed", "error", "canceled", "unauthorized", "not_run":
			c.bad++
		case "failing":
			c.failing++
			c.open++
		default: // running, and what there may be one day: it goes on until it is known to have ended
			c.open++
		}
	}
	return c
}

// label is what Port shows while the pipeline goes on.
func (c counts) label() string {
	switch {
	case c.held > 0:
		return "On hold"
	case c.failing > 0:
		return "Failing"
	}
	return ""
}

// label is what Port shows of a pipeline that did not succeed: the worst of what
// its workflows came to.
func label(flows []Workflow) string {
	for _, worst := range []struct{ status, label string }{
		{"error", "Error"}, {"failed", "Failed"}, {"unauthorized", "Unauthorized"}, {"canceled", "Canceled"},
	} {
		if slices.ContainsFunc(flows, func(f Workflow) bool { return f.Status == worst.status }) {
			return worst.label
		}
	}
	return "Not run"
}

// most is how many workflows a summary names.
const most = 20

// tell says how the workflows stand, those first that did not succeed.
func tell(flows []Workflow) string {
	var good, bad []string
	for _, f := range flows {
		name := short(f.Name)
		if f.Status == "success" {
			good = append(good, name+" succeeded")
			continue
		}
		words := map[string]string{
			"failed": "failed", "error": "ended in an error", "canceled": "was canceled", "not_run": "was not run",
			"unauthorized": "was not authorized to run", "on_hold": "waits for an approval",
		}[f.Status]
		if words == "" {
			words = "is " + short(f.Status)
		}
		bad = append(bad, name+" "+words)
	}
	all := slices.Concat(bad, good)
	if len(all) > most {
		all = append(all[:most], "and others")
	}
	return strings.Join(all, ", ")
}
