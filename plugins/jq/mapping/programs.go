package mapping

import "iter"

// Programs gives each jq program of the entry, in the order enabled, method, url,
// headers, query, body, report.
func (e Entry) Programs() iter.Seq[*Value] {
	return func(yield func(*Value) bool) {
		for _, v := range []*Value{e.Enabled, e.Method, e.URL, e.Headers, e.Query, e.Body} {
			if v != nil && !v.programs(yield) {
				return
			}
		}
		for i := range e.Report {
			if !e.Report[i].Value.programs(yield) {
				return
			}
		}
	}
}

func (v *Value) programs(yield func(*Value) bool) bool {
	if v.Kind == Program && !yield(v) {
		return false
	}
	for i := range v.Items {
		if !v.Items[i].programs(yield) {
			return false
		}
	}
	for i := range v.Members {
		if !v.Members[i].Value.programs(yield) {
			return false
		}
	}
	return true
}
