package spec

import (
	"slices"
	"strings"

	"github.com/drayhq/dray/core/config/tree"
)

// Expect is what a case holds an explanation to. What isn't set isn't looked at.
type Expect struct {
	Outcome   Opt[string]  `yaml:"outcome"`
	Reason    Opt[Text]    `yaml:"reason"` // found in it
	Signature Opt[string]  `yaml:"signature"`
	Route     Opt[string]  `yaml:"route"`
	Mapping   Opt[int]     `yaml:"mapping"`
	Request   Opt[Request] `yaml:"request"`
	Report    Opt[Report]  `yaml:"report"`
	Warnings  Opt[[]Text]  `yaml:"warnings"` // each found in one; empty: there is none
	Exact     bool         `yaml:"exact"`    // request and report hold nothing else
}

// Request is what is expected of a request.
type Request struct {
	Method  Opt[Text]                 `yaml:"method"`
	URL     Opt[Text]                 `yaml:"url"`
	Headers Opt[map[string]Opt[Text]] `yaml:"headers"` // names in any case
	Body    Opt[Value]                `yaml:"body"`
	Exact   bool                      `yaml:"exact"` // headers and body hold nothing else
}

// Report is what is expected of what Port is told.
type Report struct {
	Status        Opt[Text]  `yaml:"status"`
	StatusLabel   Opt[Text]  `yaml:"statusLabel"`
	Link          Opt[Value] `yaml:"link"`
	Summary       Opt[Text]  `yaml:"summary"`
	ExternalRunID Opt[Text]  `yaml:"externalRunId"`
	Exact         bool       `yaml:"exact"` // it holds nothing else
}

// check says what nobody can expect. n is the case.
func (e Expect) check(n *tree.Node) error {
	var errs tree.Errors
	if !e.Outcome.Set && !e.Reason.Set && !e.Signature.Set && !e.Route.Set && !e.Mapping.Set &&
		!e.Request.Set && !e.Report.Set && !e.Warnings.Set {
		errs.Add(n.Errorf("the case expects nothing, so that it can't fail: add an expect, such as {outcome: send}"))
	}
	if e.Exact && !e.Request.Set && !e.Report.Set {
		errs.Add(n.Errorf("exact holds for request and report, and neither is named"))
	}
	if r := e.Request; r.Value.Exact && !r.Value.Headers.Set && !r.Value.Body.Set {
		errs.Add(r.Errorf("exact holds for headers and body, and neither is named: give {} for no headers, null for no body"))
	}
	errs.Add(among(e.Outcome, "send", "skip", "drop", "fail"))
	errs.Add(among(e.Signature, "valid", "invalid", "absent", "unchecked"))
	return errs.Err()
}

func among(o Opt[string], known ...string) error {
	if !o.Set || slices.Contains(known, o.Value) {
		return nil
	}
	return o.Errorf("it takes %s", strings.Join(known, ", "))
}
