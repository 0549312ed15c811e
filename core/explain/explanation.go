package explain

import "github.com/drayhq/dray/sdk"

// Explanation is what would become of one event. Its JSON form is part of the
// contract; members that are null there are null here.
type Explanation struct {
	Event     string   `json:"event"`
	RunID     string   `json:"run_id"`
	Outcome   string   `json:"outcome"` // send, skip, drop or fail
	Reason    string   `json:"reason"`
	Signature string   `json:"signature"` // valid, invalid, absent or unchecked
	Route     string   `json:"route,omitempty"`
	Mapping   *int     `json:"mapping"` // index of the entry that matched
	Request   *Request `json:"request"` // as sent, but for the signature headers
	Report    *Report  `json:"report,omitempty"`
	Steps     []Step   `json:"steps"`
	Warnings  []string `json:"warnings,omitempty"`
}

// Request is a request as it would be sent.
type Request struct {
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"`
	Body    any               `json:"body"`
}

// Report is what Port would be told, in the terms of its API.
type Report struct {
	Status        string `json:"status,omitempty"`
	StatusLabel   string `json:"statusLabel,omitempty"`
	Link          any    `json:"link,omitempty"`
	Summary       string `json:"summary,omitempty"`
	ExternalRunID string `json:"externalRunId,omitempty"`
}

// Step is what one step of the chain did to the run.
type Step struct {
	Name     string   `json:"name"`
	Outcome  string   `json:"outcome"`
	Error    string   `json:"error,omitempty"`
	Changes  []Change `json:"changes"`
	Warnings []string `json:"warnings,omitempty"`
}

// Change is one difference that a step made, as in JSON Patch (RFC 6902).
type Change struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value any    `json:"value,omitempty"`
	Was   any    `json:"was,omitempty"`
}

// outcomes names what an outcome means to someone who reads an explanation. A
// step that would be repeated in earnest has failed as far as one can say here.
var outcomes = map[sdk.Outcome]string{
	sdk.Continue:  "send",
	sdk.Skipped:   "skip",
	sdk.Dropped:   "drop",
	sdk.Retryable: "fail",
	sdk.Uncertain: "fail",
	sdk.Permanent: "fail",
	sdk.Parked:    "fail",
}
