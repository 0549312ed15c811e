package main

import (
	"slices"

	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// part is what a step says that it is made of.
type part struct{ step, text string }

// parts gives what the routes' steps are made of, such as the modules of a folder,
// each once: routes often have their modules in common.
func parts(routes route.Table) []part {
	var all []part
	add := func(step, name string, s sdk.Step) {
		d, ok := s.(sdk.Describer)
		if !ok {
			return
		}
		p := part{step, name + d.Describe()}
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	for _, r := range routes {
		for _, link := range r.Chain.Links {
			add(link.Name, "", link.Step)
			if group, ok := link.Step.(sdk.Group); ok {
				members, done := group.Members()
				for _, m := range members {
					add(link.Name, m.Name+": ", m.Step)
				}
				done()
			}
		}
	}
	return all
}

// doubts gives what the routes' steps find doubtful about their settings.
func doubts(routes route.Table) []string {
	var texts []string
	for _, r := range routes {
		for _, link := range r.Chain.Links {
			if c, ok := link.Step.(sdk.Checker); ok {
				texts = append(texts, c.Check()...)
			}
		}
	}
	return texts
}
