package routes

import (
	"slices"
	"unicode/utf8"

	"github.com/drayhq/dray/core/config/tree"
)

// Check says what no route may be.
func Check(all []Route) error {
	var errs tree.Errors
	for i, route := range all {
		if !utf8.ValidString(route.Name) {
			errs.Add(route.Errorf("name", "it takes text in UTF-8"))
		}
		if slices.ContainsFunc(all[:i], func(r Route) bool { return r.Name == route.Name }) {
			errs.Add(route.Errorf("name", "another route is called so"))
		}
		if len(route.Chain) == 0 {
			errs.Add(route.Errorf("chain", "a route needs a chain, such as - jq and - http"))
		}
		if route.MaxAge < 0 {
			errs.Add(route.Errorf("max_age", "it must be 0s, for no bound, or above"))
		}
		if f := route.Follow; f.For < 0 || f.Rerun < 0 || f.Rerun > f.For {
			errs.Add(route.Errorf("follow", "for and rerun must be 0s, for not at all, or above, and rerun at most what for is"))
		}
		if retry := route.Retry; retry.Initial <= 0 || retry.Max < retry.Initial || retry.Total <= 0 {
			errs.Add(route.Errorf("retry", "initial and total must be above 0s, and max at least initial"))
		}
	}
	return errs.Err()
}
