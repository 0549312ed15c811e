package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

// Of a pipeline that will be followed Port is told at once, and the mapping's own word
// goes before.
func TestAFollowedPipelineIsToldOfAtOnce(t *testing.T) {
	started := &Pipeline{ID: "p-1", Link: "https://app.circleci.com/pipelines/gh/org/repo/7"}
	for _, c := range []struct {
		ending Ending
		want   sdk.Report
	}{
		{Ending{Run: answered(201, "{}"), Pipeline: started}, sdk.Report{Link: started.Link, ExternalRunID: "p-1"}},
		{Ending{Run: answered(201, "{}"), Pipeline: &Pipeline{ID: "p-1"}}, sdk.Report{ExternalRunID: "p-1"}},
		{Ending{Run: reporting(answered(201, "{}"), sdk.Report{Link: "mine"}), Pipeline: started}, sdk.Report{Link: "mine", ExternalRunID: "p-1"}},
		{Ending{Run: answered(201, "{}"), Pipeline: started, Synchronized: true}, sdk.Report{Status: Success, Link: started.Link, ExternalRunID: "p-1"}},
	} {
		if diff := cmp.Diff(c.want, (&Composer{}).Compose(t.Context(), c.ending).Report); diff != "" {
			t.Error(diff)
		}
	}
}
