package routes

import (
	"fmt"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/tree"
)

// Lower are settings of stages, by plugin, that hold where a chain says nothing.
type Lower map[string]*tree.Node

// Read reads the routes of a config document, or makes the one that takes the
// place of port-agent. A route that can't be read is left out, and told of in
// the error.
func Read(root *tree.Node, lower Lower) ([]Route, error) {
	list := section(root)
	switch {
	case list == nil || list.Kind == tree.Unfilled:
		return []Route{standing(lower)}, nil
	case list.Kind != tree.Sequence:
		return nil, list.Errorf("it takes a list, not %s", list.Kind)
	case len(list.Items) == 0:
		return nil, list.Errorf("it has no route; remove it to get the one of port-agent")
	}
	var out []Route
	var errs tree.Errors
	for i, item := range list.Items {
		route, err := read(i, item)
		if err != nil {
			errs.Add(err)
			continue
		}
		out = append(out, route.above(lower))
	}
	return out, errs.Err()
}

// section gives the value of routes, nil if there is none.
func section(root *tree.Node) *tree.Node {
	for _, field := range root.Fields {
		if field.Name == "routes" && field.Value.Kind != tree.Null {
			return field.Value
		}
	}
	return nil
}

func read(i int, item *tree.Node) (Route, error) {
	route := Route{Name: fmt.Sprintf("route-%d", i+1), Retry: defaultRetry(), node: item}
	if item.Kind == tree.Null {
		return route, item.Errorf("a route is a mapping with a chain")
	}
	err := decode.Into(item, &route)
	return route, err
}

// standing is the route without a word about routes: jq, what lies in the
// transforms folder, and http.
func standing(lower Lower) Route {
	route := Route{Name: "default", Retry: defaultRetry()}
	for _, plugin := range []string{"jq", "wasm", "http"} {
		route.Chain = append(route.Chain, newStage(plugin, &tree.Node{Key: plugin}))
	}
	return route.above(lower)
}

func (r Route) above(lower Lower) Route {
	for i, stage := range r.Chain {
		r.Chain[i] = stage.above(lower[stage.Plugin])
	}
	return r
}
