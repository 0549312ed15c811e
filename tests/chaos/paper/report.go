package paper

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/drayhq/dray/tests/chaos/history"
	"github.com/drayhq/dray/tests/chaos/model"
	"github.com/drayhq/dray/tests/chaos/storm"
)

// shown is how many findings of a kind the report shows in full.
const shown = 10

// ErrViolated says that dray broke its contract.
var ErrViolated = errors.New("dray broke its contract; the report says where")

// Say writes the figures, and gives an [ErrViolated] if there is reason to.
func Say(w io.Writer, outcomes []storm.Outcome) error {
	fmt.Fprintln(w, "# Chaos")
	violated := false
	for _, o := range outcomes {
		say(w, o)
		violated = violated || len(o.Verdict.Violations) > 0
	}
	if violated {
		return ErrViolated
	}
	return nil
}

func say(w io.Writer, o storm.Outcome) {
	v := o.Verdict
	fmt.Fprintf(w, "\n## %s\n\n%d runs, seed %d, %s, on %d replicas that were %d processes.\n\n",
		o.Name, o.Sizes.Runs, o.Seed, o.Took.Round(time.Second), o.Sizes.Replicas, len(o.Case.Lives))
	fmt.Fprintf(w, "| | |\n|---|---:|\n")
	row := func(name string, n any) { fmt.Fprintf(w, "| %s | %v |\n", name, n) }
	for _, what := range []history.What{
		history.Kill, history.Terminate, history.Stand, history.Cut, history.BrokerStop, history.BrokerKill, history.GivenUp,
	} {
		if n := befell(o.Case.Troubles, what); n > 0 {
			row(name(what), n)
		}
	}
	for _, end := range []model.Row{model.Triggered, model.Failed, model.Unknown, model.Untold, model.Parked, model.Lost} {
		row("runs "+string(end), v.Rows[end])
	}
	row("runs sent again after a send that counts", v.Repeats)
	for _, cause := range sortedKeys(v.Explained) {
		row("– explained by a "+cause, v.Explained[cause])
	}
	row("most for a single crash", fmt.Sprintf("%d of %d", v.MostAtOnce, o.Case.MaxUnsettled))
	row("lag in the end", o.Case.Lag)
	row("**violations**", len(v.Violations))
	row("undecided", len(v.Undecided))
	findings(w, "Violations", v.Violations)
	findings(w, "Undecided", v.Undecided)
}

func name(what history.What) string {
	if what == history.GivenUp {
		return "a process said that the group had given it up"
	}
	return string(what)
}

func befell(troubles []history.Trouble, what history.What) (n int) {
	for _, t := range troubles {
		if t.What == what {
			n++
		}
	}
	return n
}

func findings(w io.Writer, heading string, of []model.Finding) {
	if len(of) == 0 {
		return
	}
	fmt.Fprintf(w, "\n### %s\n\n", heading)
	for _, f := range of[:min(len(of), shown)] {
		if f.Run == nil {
			fmt.Fprintf(w, "- %s\n", f.What)
			continue
		}
		history, err := json.Marshal(f.Run)
		if err != nil {
			history = []byte(err.Error())
		}
		fmt.Fprintf(w, "- `%s`: %s\n\n  ```json\n  %s\n  ```\n", f.Run.ID, f.What, history)
	}
	if more := len(of) - shown; more > 0 {
		fmt.Fprintf(w, "- and %d more: see history.ndjson\n", more)
	}
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, strings.Compare)
	return keys
}
