package circleci

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/drayhq/dray/plugins/circleci/trigger"
)

var uuid = regexp.MustCompile(`^(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// Describe says what is typed, from where, and where triggers go.
func (s *step) Describe() string {
	var from []string
	if len(s.settings.Parameters) > 0 {
		from = append(from, "the settings")
	}
	if s.settings.Config != "" {
		from = append(from, s.settings.Config)
	}
	if s.fromInputs {
		from = append(from, "the action's inputs")
	}
	text, what := "types nothing", "what there is"
	if s.settings.complete() {
		what = s.known.Names()
	}
	if len(from) > 0 {
		text = "types " + what + " as in " + strings.Join(from, ", ") + "; undeclared: " + string(s.policy)
	}
	return text + "; endpoint " + string(s.endpoint)
}

// Check says what is doubtful about the settings.
func (s *step) Check() []string {
	var texts []string
	add := func(format string, args ...any) { texts = append(texts, fmt.Sprintf(format, args...)) }
	if s.settings.Config != "" && len(s.known) == 0 {
		add("%s declares no pipeline parameters, so any that a mapping sends fails its run: add the block parameters to it", s.settings.Config)
	}
	if s.runID != "" && !s.settings.complete() {
		add("run_id_parameter: whether the pipeline declares %s is not known here, and CircleCI refuses what it doesn't declare: name it under parameters, or set config", s.runID)
	}
	if s.definition != "" && !uuid.MatchString(s.definition) {
		add("definition_id is %s, and CircleCI's are UUIDs: copy it from the project's settings, Pipelines", s.definition)
	}
	if s.endpoint == trigger.Classic && s.definition != "" {
		add("definition_id has no meaning with endpoint: classic: remove one of them")
	}
	return texts
}
