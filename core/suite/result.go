package suite

import (
	"reflect"

	"github.com/drayhq/dray/core/secret"
	"github.com/drayhq/dray/core/suite/match"
	"github.com/drayhq/dray/core/suite/spec"
)

// Result is what became of a case. Its JSON form is part of the contract.
type Result struct {
	File     string    `json:"file"`
	Case     string    `json:"case"`
	Pass     bool      `json:"pass"`
	Failures []Failure `json:"failures"`

	Line     string   `json:"-"` // where the case stands
	Why      string   `json:"-"` // the explanation's reason
	Warnings []string `json:"-"` // the explanation's
}

// Failure is one thing that is not as it was expected.
type Failure struct {
	match.Failure

	Hidden bool `json:"-"` // the difference is in what is masked
}

// shown gives the result with its failures, and every secret masked.
func (r Result) shown(failures []match.Failure, secrets *secret.Set) Result {
	r.Why, r.Failures = secrets.Mask(r.Why), []Failure{}
	for _, f := range failures {
		f.At, f.Want, f.Got = secrets.Mask(f.At), secrets.MaskJSON(f.Want), secrets.MaskJSON(f.Got)
		r.Failures = append(r.Failures, Failure{Failure: f, Hidden: !f.Part && !f.Null && reflect.DeepEqual(f.Want, f.Got)})
	}
	warnings := make([]string, len(r.Warnings))
	for i, warning := range r.Warnings {
		warnings[i] = secrets.Mask(warning)
	}
	r.Warnings = warnings
	return r
}

// written gives the secrets that are written into what is expected.
func written(e spec.Expect) (values []string) {
	for name, value := range e.Request.Value.Headers.Value {
		if (secret.Headers{}).Sensitive(name) {
			values = append(values, value.Value.Text)
		}
	}
	return values
}
