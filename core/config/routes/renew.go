package routes

import (
	"reflect"
	"slices"
)

// Changed gives the names of the routes that are others than before, new, gone, or in
// another place among the rest. Steps are not looked at: those with other ones are given.
func Changed(before, now []Route, others []string) (names []string) {
	named := func(in []Route, name string) int {
		return slices.IndexFunc(in, func(r Route) bool { return r.Name == name })
	}
	for i, r := range now {
		old := named(before, r.Name)
		if old != i || slices.Contains(others, r.Name) || !reflect.DeepEqual(before[old].bare(), r.bare()) {
			names = append(names, r.Name)
		}
	}
	for _, r := range before {
		if named(now, r.Name) < 0 {
			names = append(names, r.Name)
		}
	}
	return names
}

// bare is the route without where it stands, and without its steps.
func (r Route) bare() Route {
	r.node, r.Chain = nil, nil
	return r
}
