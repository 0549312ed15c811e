package paper

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/drayhq/dray/tests/chaos/history"
	"github.com/drayhq/dray/tests/chaos/model"
	"github.com/drayhq/dray/tests/chaos/storm"
)

func outcome(sends ...history.Send) storm.Outcome {
	c := model.Case{Runs: []history.Run{{ID: "r_a", Kind: history.Plain, Sends: sends, Settled: &history.Settled{}}}}
	c.Lives = []history.Life{{Number: 1, End: history.Terminate}}
	c.Lives[0].Ended = c.Lives[0].Started.Add(1)
	return storm.Outcome{Storm: storm.Storm{Name: "storm"}, Case: c, Verdict: model.Judge(c)}
}

func TestAViolationIsShownWithItsHistory(t *testing.T) {
	sent := history.Send{Life: 1, Answer: 201}
	var said strings.Builder
	if err := Say(&said, []storm.Outcome{outcome(sent)}); err != nil {
		t.Errorf("%v\n%s", err, said.String())
	}
	said.Reset()
	bad := []storm.Outcome{outcome(sent, sent)}
	if err := Say(&said, bad); !errors.Is(err, ErrViolated) {
		t.Errorf("a repeat that nothing explains gives %v", err)
	}
	for _, want := range []string{"| **violations** | 1 |", "`r_a`: sent again by process 1", `"sends":[{`} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, said.String())
		}
	}
	dir := t.TempDir()
	if err := Write(dir, bad); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "history.ndjson"))
	if err != nil || !strings.Contains(string(text), `"row":"triggered","findings":["violation: sent again`) {
		t.Errorf("the history is %s (%v)", text, err)
	}
}
