package paper

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/drayhq/dray/tests/chaos/history"
	"github.com/drayhq/dray/tests/chaos/model"
	"github.com/drayhq/dray/tests/chaos/storm"
)

// Write writes into dir report.md, history.ndjson with a line for each run, and
// troubles.ndjson with one for each process and for each thing that befell one.
func Write(dir string, outcomes []storm.Outcome) error {
	var report, runs, troubles bytes.Buffer
	if err := Say(&report, outcomes); err != nil && !errors.Is(err, ErrViolated) {
		return err
	}
	for _, o := range outcomes {
		if err := writeRuns(json.NewEncoder(&runs), o); err != nil {
			return err
		}
		if err := writeTroubles(json.NewEncoder(&troubles), o); err != nil {
			return err
		}
	}
	for name, text := range map[string][]byte{
		"report.md": report.Bytes(), "history.ndjson": runs.Bytes(), "troubles.ndjson": troubles.Bytes(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			return fmt.Errorf("writing the report: %w", err)
		}
	}
	return nil
}

func writeRuns(to *json.Encoder, o storm.Outcome) error {
	findings := map[string][]string{}
	for kind, of := range map[string][]model.Finding{"violation": o.Verdict.Violations, "undecided": o.Verdict.Undecided} {
		for _, f := range of {
			if f.Run != nil {
				findings[f.Run.ID] = append(findings[f.Run.ID], kind+": "+f.What)
			}
		}
	}
	for _, run := range o.Case.Runs {
		line := struct {
			Scenario string    `json:"scenario"`
			Row      model.Row `json:"row"`
			Findings []string  `json:"findings,omitempty"`
			history.Run
		}{o.Name, o.Verdict.RowOf[run.ID], findings[run.ID], run}
		if err := to.Encode(line); err != nil {
			return fmt.Errorf("writing the history of %s: %w", run.ID, err)
		}
	}
	return nil
}

func writeTroubles(to *json.Encoder, o storm.Outcome) error {
	for _, life := range o.Case.Lives {
		if err := to.Encode(map[string]any{"scenario": o.Name, "process": life}); err != nil {
			return fmt.Errorf("writing down process %d: %w", life.Number, err)
		}
	}
	for _, trouble := range o.Case.Troubles {
		if err := to.Encode(map[string]any{"scenario": o.Name, "trouble": trouble}); err != nil {
			return fmt.Errorf("writing down a %s: %w", trouble.What, err)
		}
	}
	return nil
}
