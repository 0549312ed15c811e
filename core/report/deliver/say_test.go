package deliver

import (
	"testing"
	"testing/synctest"

	"github.com/drayhq/dray/core/report"
	"github.com/drayhq/dray/sdk"
)

// What is said of a run later is tried once: whoever says it tries again.
func TestSay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakePort{}
		r, _ := newReporter(t, f)
		plan := report.Plan{Run: sdk.Run{ID: "r_1"}, Report: sdk.Report{Status: report.Success}, Line: "it has ended"}
		f.set(always(503))
		if err := r.Say(t.Context(), plan); err == nil || len(f.told("/r_1 ")) > 1 {
			t.Errorf("%v, told %q", err, f.told("r_1"))
		}
		f.set(always(200))
		if err := r.Say(t.Context(), plan); err != nil {
			t.Error(err)
		}
		f.set(always(422)) // it has ended already: there is no point in trying on
		if err := r.Say(t.Context(), report.Plan{Run: sdk.Run{ID: "r_2"}, Report: sdk.Report{Status: report.Success}}); err != nil {
			t.Error(err)
		}
		if err := r.Say(t.Context(), report.Plan{Run: sdk.Run{Kind: sdk.ChangeLog}}); err != nil {
			t.Error(err)
		}
		closeReporter(t, r)
		if told := f.told("it has ended"); len(told) != 1 {
			t.Errorf("the log has %q", told)
		}
	})
}

func TestTellGivesWhatItTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, _ := newReporter(t, &fakePort{})
		if plan := r.Tell(t.Context(), failed("r_1")); !plan.Terminal() {
			t.Errorf("%+v", plan)
		}
		if plan := r.Tell(t.Context(), report.Ending{Run: sdk.Run{ID: "r_2"}, Row: report.Skipped}); plan.Terminal() || plan.Run.ID != "r_2" {
			t.Errorf("%+v", plan)
		}
		closeReporter(t, r)
	})
}
