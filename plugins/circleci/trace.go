package circleci

import (
	"crypto/sha256"
	"encoding/hex"
)

// traceparent gives a W3C trace context for a run: https://www.w3.org/TR/trace-context/
// The trace id is the beginning of SHA-256 of the run's id, so that whoever knows the
// run knows the trace. The span is the first attempt's; the step that sends gives a
// repeat one of its own.
func traceparent(run string) string {
	trace, span := sha256.Sum256([]byte(run)), sha256.Sum256([]byte(run+"/1"))
	return "00-" + hex.EncodeToString(trace[:16]) + "-" + hex.EncodeToString(span[:8]) + "-01"
}
