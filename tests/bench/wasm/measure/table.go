package measure

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// Goal is what a row's median should be at most, in itself or beside a peer's.
type Goal struct {
	AtMost time.Duration // 0: none
	// Yardstick is a row that takes Yard on the machine that AtMost was set for. The same
	// machine is half as fast at times, so AtMost grows as the yardstick does; nil: it is
	// as it is.
	Yardstick *Row
	Yard      time.Duration
	Peer      *Row
	Beside    string  // what to call the peer
	Times     float64 // at most so many times the peer's, or
	Faster    float64 // at least so many times faster than it
}

// words gives the goal, what came of it, and whether it was met.
func (g Goal) words(median time.Duration) (goal, ratio string, met bool) {
	met = true
	var goals, ratios []string
	if g.AtMost > 0 {
		text, most := "≤ "+micros(g.AtMost), g.AtMost
		if g.Yardstick != nil {
			most = time.Duration(float64(most) * float64(g.Yardstick.Median()) / float64(g.Yard))
			text += fmt.Sprintf(" where %s takes %s, so %s here", g.Yardstick.Name, micros(g.Yard), micros(most))
			ratios = append(ratios, fmt.Sprintf("%.0fx %s", float64(median)/float64(g.Yardstick.Median()), g.Yardstick.Name))
		}
		goals = append(goals, text)
		met = median <= most
	}
	if g.Peer != nil {
		peer := float64(g.Peer.Median())
		times, faster := float64(median)/peer, peer/float64(median)
		if g.Times > 0 {
			goals = append(goals, fmt.Sprintf("≤ %gx %s", g.Times, g.Beside))
			ratios = append(ratios, fmt.Sprintf("%.2fx", times))
			met = met && times <= g.Times
		}
		if g.Faster > 0 {
			goals = append(goals, fmt.Sprintf("≥ %gx faster than %s", g.Faster, g.Beside))
			ratios = append(ratios, fmt.Sprintf("%.0fx faster", faster))
			met = met && faster >= g.Faster
		}
	}
	return strings.Join(goals, ", "), strings.Join(ratios, ", "), met
}

// Print writes the table, and gives the names of the rows that miss their goals.
func Print(to io.Writer, rows []*Row) (missed []string) {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "call\tmedian µs\tfrom – to\tCPU µs\tallocations\tratio\t\tgoal")
	for _, r := range rows {
		median := r.Median()
		goal, ratio, met := r.Goal.words(median)
		verdict := ""
		if goal != "" {
			verdict = "met"
		}
		if !met {
			verdict = "MISSED"
			missed = append(missed, r.Name)
		}
		fmt.Fprintf(w, "%s\t%s\t%s – %s\t%s\t%d, %d B\t%s\t%s\t%s\n", r.Name, micros(median),
			micros(r.at(0)), micros(r.at(len(r.times)-1)), micros(r.cpu()), r.count, r.bytes, ratio, verdict, goal)
	}
	_ = w.Flush() // to a terminal
	return missed
}

// micros writes a time in microseconds.
func micros(d time.Duration) string {
	us := float64(d) / float64(time.Microsecond)
	switch {
	case us < 10:
		return fmt.Sprintf("%.2f", us)
	case us < 1000:
		return fmt.Sprintf("%.1f", us)
	}
	return fmt.Sprintf("%.0f", us)
}
