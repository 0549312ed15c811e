package sdktest

import (
	"maps"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/sdk"
)

// options leave out what may differ between two replies to the same request, and
// compare reporters and judges by whether there is one.
var options = cmp.Options{
	cmp.Comparer(func(a, b sdk.Reporter) bool { return (a == nil) == (b == nil) }),
	cmp.Comparer(func(a, b sdk.Judge) bool { return (a == nil) == (b == nil) }),
	cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Duration" },
		cmp.Comparer(func(_, _ time.Duration) bool { return true })),
	cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == `["Date"]` }, cmp.Ignore()),
}

// clone gives a deep copy of all that a step could reach and change.
func clone(run sdk.Run) sdk.Run {
	run.Raw = slices.Clone(run.Raw)
	run.Event = cloneValue(run.Event)
	run.Secrets = slices.Clone(run.Secrets)
	run.Warnings = slices.Clone(run.Warnings)
	if run.Request != nil {
		request := *run.Request
		request.Header = cloneHeader(request.Header)
		request.Query = slices.Clone(request.Query)
		request.Body = cloneValue(request.Body)
		request.Wire = slices.Clone(request.Wire)
		run.Request = &request
	}
	if run.Reply != nil {
		reply := *run.Reply
		reply.Header = cloneHeader(reply.Header)
		reply.Body = slices.Clone(reply.Body)
		run.Reply = &reply
	}
	return run
}

func cloneHeader(h sdk.Header) sdk.Header {
	if h == nil {
		return nil
	}
	return h.Clone()
}

func cloneValue(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := maps.Clone(v)
		for key, value := range out {
			out[key] = cloneValue(value)
		}
		return out
	case []any:
		out := slices.Clone(v)
		for i, value := range out {
			out[i] = cloneValue(value)
		}
		return out
	}
	return v
}

const unused = "spare capacity, not to be written to"

// spare gives the run's lists room for one more, so that an append in place shows.
func spare(run sdk.Run) sdk.Run {
	run.Secrets = append(slices.Clone(run.Secrets), unused)[:len(run.Secrets)]
	run.Warnings = append(slices.Clone(run.Warnings), unused)[:len(run.Warnings)]
	return run
}

func spareUntouched(run sdk.Run) bool {
	return run.Secrets[:len(run.Secrets)+1][len(run.Secrets)] == unused &&
		run.Warnings[:len(run.Warnings)+1][len(run.Warnings)] == unused
}
