package circleci

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/drayhq/dray/plugins/circleci/answer"
	"github.com/drayhq/dray/plugins/circleci/declared"
	"github.com/drayhq/dray/plugins/circleci/trigger"
	"github.com/drayhq/dray/plugins/circleci/typed"
	"github.com/drayhq/dray/sdk"
)

type step struct {
	known      typed.Set
	fromInputs bool // the event's inputs declare what known doesn't
	policy     typed.Policy
	defaults   bool // send those that are declared
	endpoint   trigger.Endpoint
	definition string
	runID      string // the parameter that takes the run's id; "" for none
	trace      bool
	mask       func(run sdk.Run, text string) string
	settings   Settings
}

// Do gives the run with its request as CircleCI takes it, and with a judge of the
// answer. A request that triggers no pipeline is left as it is.
func (s *step) Do(_ context.Context, run sdk.Run) (sdk.Run, error) {
	if run.Request == nil {
		return run, nil
	}
	target, ok := trigger.Parse(run.Request.Method, run.Request.URL)
	if !ok {
		return run, nil
	}
	body, err := trigger.ReadBody(sdk.Decoded(run.Request.Body)) // a module may have left text
	if err != nil {
		return run, err
	}
	body, dropped, notTyped := s.typed(run, body)
	directed, body, notDirected := s.directed(target, body)
	if err := problems(target.Check(), notTyped, notDirected); err != nil {
		return run, err
	}
	request := *run.Request
	request.Body = map[string]any(body)
	if directed.Run != target.Run || directed.Run {
		request.URL = directed.URL()
	}
	if s.trace && run.ID != "" {
		request.Header = request.Header.With("traceparent", traceparent(run.ID))
	}
	run.Request = &request
	run.Judge = answer.Judge{Target: directed, Next: run.Judge}
	for _, name := range dropped {
		run = run.WithWarnings("the parameter " + name + " is not declared and was left out")
	}
	return run, nil
}

// typed gives the body with its parameters as they are declared.
func (s *step) typed(run sdk.Run, body trigger.Body) (out trigger.Body, dropped []string, err error) {
	given, err := body.Parameters()
	if err != nil {
		return body, nil, err
	}
	known := s.known
	if s.fromInputs {
		known = declared.FromInputs(run.Event)
		maps.Copy(known, s.known)
	}
	values := maps.Clone(given)
	if values == nil {
		values = map[string]any{}
	}
	// The documented mapping sends the input that chooses the branch along as a
	// parameter too.
	if _, declared := known["branch"]; !declared && s.policy != typed.Pass && values["branch"] != nil && values["branch"] == body.Branch() {
		delete(values, "branch")
	}
	if s.runID != "" && run.ID != "" {
		values[s.runID] = run.ID
	}
	typing := known.Type(values, s.policy, func(value any) string { return s.show(run, value) })
	if s.defaults {
		known.Defaults(typing.Values)
	}
	if text := typed.TooMany(typing.Values); text != "" {
		typing.Problems = append(typing.Problems, text)
	}
	if len(typing.Problems) > 0 {
		return body, nil, fmt.Errorf("pipeline parameters that CircleCI would not take: %s", strings.Join(typing.Problems, "; "))
	}
	out = maps.Clone(body)
	if delete(out, "parameters"); given != nil || len(typing.Values) > 0 {
		out["parameters"] = typing.Values
	}
	return out, typing.Dropped, nil
}

// directed gives where the trigger goes, and the body as it is taken there.
func (s *step) directed(target trigger.Target, body trigger.Body) (trigger.Target, trigger.Body, error) {
	run, err := s.endpoint.Choose(target, body.Definition(), s.definition)
	if err != nil {
		return target, body, err
	}
	if target.Run = run; run {
		body, err = body.ForRun(s.definition)
	} else {
		body, err = body.ForClassic()
	}
	return target, body, err
}

// show gives a value for an error's text, masked where it is secret: as a whole
// too, for a short one can't be told from any other text.
func (s *step) show(run sdk.Run, value any) string {
	text, _ := typed.Text(value)
	if slices.Contains(run.Secrets, text) || s.mask != nil && s.mask(run, text) != text {
		return "***"
	}
	return typed.Show(value)
}

// problems gives all that is wrong in one error.
func problems(errs ...error) error {
	var texts []string
	for _, err := range errs {
		if err != nil {
			texts = append(texts, err.Error())
		}
	}
	if len(texts) == 0 {
		return nil
	}
	return errors.New(strings.Join(texts, ". "))
}
