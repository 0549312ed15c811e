package jq

import (
	"fmt"
	"slices"
	"strings"

	"github.com/drayhq/dray/plugins/jq/dialect"
	"github.com/drayhq/dray/plugins/jq/dialect/jq15"
	"github.com/drayhq/dray/plugins/jq/mapping"
	"github.com/drayhq/dray/plugins/jq/origin"
)

// Check says what is doubtful about the mapping file: keys that nothing reads,
// URLs whose host an event can choose while any host may be sent to, variables
// that aren't set, and jq programs that do otherwise in the agent.
func (s *step) Check() []string {
	texts := slices.Clone(s.mapping.Warnings)
	for _, e := range s.mapping.Entries {
		if len(s.hosts) == 0 {
			texts = append(texts, s.checkHost(e)...)
		}
		for v := range e.Programs() {
			texts = append(texts, s.checkEnv(e, v)...)
			texts = append(texts, s.checkJQ15(e, v)...)
		}
	}
	return texts
}

func (s *step) checkHost(e mapping.Entry) []string {
	const mend = "any host can be sent to, with the headers of this entry: list the http step's hosts"
	switch {
	case e.Enabled.Kind == mapping.Literal && e.Enabled.Literal != true:
		return nil
	case e.URL == nil:
		return []string{fmt.Sprintf("%s: without a url it comes from the event, and %s", s.mapping.WhereEntry(e), mend)}
	case origin.HostFromEvent(e.URL.Text):
		return []string{fmt.Sprintf("%s: its host can come from the event, and %s", s.mapping.Where(e.Index, e.URL), mend)}
	}
	return nil
}

func (s *step) checkEnv(e mapping.Entry, v *mapping.Value) []string {
	var texts []string
	for _, name := range origin.EnvNames(v.Text) {
		if dialect.Hidden(name) {
			texts = append(texts, fmt.Sprintf("%s: %s is hidden from mappings and reads as null: pass what is needed under another name", s.mapping.Where(e.Index, v), name))
			continue
		}
		set := slices.ContainsFunc(s.env, func(pair string) bool { return strings.HasPrefix(pair, name+"=") })
		if !set && !strings.Contains(v.Text, "//") {
			texts = append(texts, fmt.Sprintf("%s: the environment variable %s is not set and reads as null: set it", s.mapping.Where(e.Index, v), name))
		}
	}
	return texts
}

// checkJQ15 is for mappings that are to work in the agent too, or come from it.
func (s *step) checkJQ15(e mapping.Entry, v *mapping.Value) []string {
	var texts []string
	for _, what := range jq15.Newer(v.Text) {
		texts = append(texts, fmt.Sprintf("%s: %s isn't in jq 1.5: port-agent's jq gives null here", s.mapping.Where(e.Index, v), what))
	}
	for _, what := range jq15.Differs(v.Text) {
		texts = append(texts, fmt.Sprintf("%s: %s", s.mapping.Where(e.Index, v), what))
	}
	return texts
}
