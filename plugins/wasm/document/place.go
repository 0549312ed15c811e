package document

import "github.com/drayhq/dray/plugins/wasm/document/pointer"

// place is a part of the document that has rules of its own.
type place int

const (
	nowhere place = iota // what the document doesn't have, ever
	atRoot
	atEvent
	atConfig
	atRun
	atRequest
	atMethod
	atURL
	atHeaders
	atQuery
	atBody
)

// locate gives the place that at leads to, and what of at is below it.
func locate(at []byte) (p place, below []byte) {
	if len(at) == 0 {
		return atRoot, nil
	}
	token, below := pointer.Next(at)
	switch string(token) {
	case "event":
		return atEvent, below
	case "config":
		return atConfig, below
	case "run":
		return atRun, below
	case "request":
		if len(below) > 0 {
			return locateInRequest(below)
		}
		return atRequest, nil
	}
	return nowhere, nil
}

func locateInRequest(at []byte) (p place, below []byte) {
	token, below := pointer.Next(at)
	switch string(token) {
	case "method":
		return atMethod, below
	case "url":
		return atURL, below
	case "headers":
		return atHeaders, below
	case "query":
		return atQuery, below
	case "body":
		return atBody, below
	}
	return nowhere, nil
}

// writable gives the place and what of at is below it, if it may be written to there.
// It is Absent where the document has nothing.
func (d *Document) writable(at []byte) (p place, below []byte, code Code) {
	switch {
	case !pointer.Valid(at):
		return nowhere, nil, BadPointer
	case len(at) > d.max:
		return nowhere, nil, OverLimit
	}
	p, below = locate(at)
	switch p {
	case atMethod, atURL, atBody:
		return p, below, Done
	case atHeaders, atQuery:
		if len(below) > 0 {
			return p, below, Done
		}
	case nowhere:
		return p, nil, Absent
	}
	return p, nil, NotAllowed
}
