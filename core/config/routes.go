package config

import (
	"fmt"
	"path/filepath"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/tree"
)

// routes reads the routes of the file, or makes the one that takes the place of
// port-agent.
func (l *loader) routes(root *tree.Node) {
	var list *tree.Node
	for _, field := range root.Fields {
		if field.Name == "routes" && field.Value.Kind != tree.Null {
			list = field.Value
		}
	}
	switch {
	case list == nil || list.Kind == tree.Unfilled:
		l.config.Routes = []Route{l.standing()}
	case list.Kind != tree.Sequence:
		l.errs.Add(list.Errorf("it takes a list, not %s", list.Kind))
	case len(list.Items) == 0:
		l.errs.Add(list.Errorf("it has no route; remove it to get the one of port-agent"))
	default:
		for i, item := range list.Items {
			l.config.Routes = append(l.config.Routes, l.route(i, item))
		}
	}
}

func (l *loader) route(i int, item *tree.Node) Route {
	route := Route{Name: fmt.Sprintf("route-%d", i+1), Retry: defaultRetry(), node: item}
	if item.Kind == tree.Null {
		l.errs.Add(item.Errorf("a route is a mapping with a chain"))
		return route
	}
	if err := decode.Into(item, &route); err != nil {
		l.errs.Add(err)
		return route
	}
	if !l.unfilled() {
		l.checkRoute(route)
	}
	return route
}

// standing is the route without a word about routes: jq and http, as
// port-agent's environment sets them. What lies in the transforms folder goes
// between the two, which is for the caller to look up.
func (l *loader) standing() Route {
	mapping := l.agent.Mapping
	if mapping != "" && !filepath.IsAbs(mapping) {
		mapping = filepath.Join(l.options.Dir, mapping)
		if absolute, err := filepath.Abs(mapping); err == nil {
			mapping = absolute // Dir can be another folder, that of the config file
		}
	}
	insecure := ""
	if l.agent.Insecure {
		insecure = "off"
	}
	return Route{
		Name:  "default",
		Retry: defaultRetry(),
		Chain: []Stage{
			standingStage("jq", set{"mapping", mapping, "CONTROL_THE_PAYLOAD_CONFIG_PATH"}),
			standingStage("http",
				set{"timeout", l.agent.Timeout, "WEBHOOK_INVOKER_TIMEOUT"},
				set{"verify_ssl", insecure, "WEBHOOK_VERIFY_SSL"}),
		},
	}
}

// set is one setting of a stage that a variable gave.
type set struct{ name, text, variable string }

func standingStage(plugin string, settings ...set) Stage {
	node := &tree.Node{Kind: tree.Mapping, Key: plugin}
	for _, s := range settings {
		if s.text != "" {
			value := tree.Text(s.variable, tree.Join(plugin, s.name), s.text)
			node.Fields = append(node.Fields, tree.Field{Name: s.name, At: s.variable, Value: value})
		}
	}
	return newStage(plugin, node)
}
