package follow_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/circleci/pipeline"
)

// The README has every label that Port is shown, whatever becomes of a pipeline.
func TestReadmeHasEveryLabel(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, circleci.Options{}, nil)
		names := pipeline.Names()
		for i, name := range names {
			if name != "skipped" { // it makes no pipeline
				w.trigger(fmt.Sprint("r_", i), named(t, name))
			}
		}
		w.during(func() { time.Sleep(2 * time.Hour) })
		shown := 0
		for i, name := range names {
			for _, told := range w.said[fmt.Sprint("r_", i)] {
				shown++
				if !strings.Contains(string(data), "`"+told.StatusLabel+"`") {
					t.Errorf("%s is labelled %q, and the README doesn't say what that means", name, told.StatusLabel)
				}
			}
		}
		if shown < len(names) {
			t.Errorf("%d labels of %d pipelines", shown, len(names))
		}
	})
}
