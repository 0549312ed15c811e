package main

import (
	"fmt"
	"strings"

	"github.com/drayhq/dray/core/admin/socket"
	"github.com/drayhq/dray/core/config"
)

// keeping gives what the config says of where runs come from, if that isn't Kafka, of
// what dray remembers, and of who can tell it what to do.
func keeping(c *config.Config) []part {
	kept := "none: a crash can send again what was under way, and nothing is parked"
	switch {
	case c.Store.Path == "" && c.Polling.Enabled:
		kept = "none: what is under way at a crash stays in progress at Port, and nothing is parked"
	case c.Store.Path != "":
		kept = fmt.Sprintf("%s: remembers what was sent for %s, in doubt %s", c.Store.Path, c.Store.Keep, c.Store.InDoubt)
	}
	if topic := c.Kafka.Topics.DeadLetters; topic != "" {
		kept += ", dead letters are told to " + topic
	}
	var where []string
	for _, place := range socket.Of(c).List {
		where = append(where, place.String())
	}
	told := "nowhere: admin.listen is empty"
	if len(where) > 0 {
		told = strings.Join(where, ", else ")
	}
	var parts []part
	if p := c.Polling; p.Enabled {
		parts = append(parts, part{"runs", fmt.Sprintf("claimed from Port, not read from Kafka: %d at once, %s after a claim that gave fewer",
			p.Batch, p.Interval)})
	}
	parts = append(parts, part{"store", kept}, part{"admin", told})
	for _, r := range c.Routes {
		if r.InDoubt != c.Store.InDoubt {
			parts = append(parts, part{"route", fmt.Sprintf("%s: in doubt %s", r.Name, r.InDoubt)})
		}
		if f := r.Follow; f.For > 0 {
			text := fmt.Sprintf("%s: pipelines are followed for %s", r.Name, f.For)
			if f.Rerun > 0 {
				text += fmt.Sprintf(", %s of it for a re-run of what failed", f.Rerun)
			}
			parts = append(parts, part{"route", text})
		}
		if r.Rate > 0 {
			parts = append(parts, part{"route", fmt.Sprintf("%s: at most %g requests a second", r.Name, float64(r.Rate))})
		}
	}
	return parts
}
