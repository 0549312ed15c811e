package portagent

import (
	"maps"
	"slices"
	"strings"
)

// ignored warns of what a person may have set for the reference and dray does
// not do. With KAFKA the reference ignores POLLING_ variables too.
func (r *reader) ignored() {
	for _, name := range slices.Sorted(maps.Keys(r.environ)) {
		switch {
		case r.environ[name] == "":
		case strings.HasPrefix(name, "POLLING_") && r.out.Streamer != Polling:
			r.warn(name, "changes nothing: dray reads runs from Kafka")
		case strings.HasPrefix(name, "POLLING_") && !isKnob(name):
			r.warn(name, "changes nothing: there is no such variable")
		case name == "AGENT_ENVIRONMENTS":
			r.warn(name, "changes nothing: dray takes the runs of every environment; write routes with a when to choose")
		}
	}
}

func (r *reader) warn(name, text string) {
	r.out.Warnings = append(r.out.Warnings, name+" "+text)
}
