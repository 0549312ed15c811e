package guest

import "errors"

// Handle says what transforms a run: nil carries on with the next step, [Drop]
// and [Retry] say what else, and any other error fails the run with its text as
// the reason, which Port shows. main calls it once.
func Handle(transform func() error) { handler.transform = transform }

// HandleConfigure says what to do once in each instance, before its first run:
// to look at [Config], and keep what is read there. An error refuses the module.
func HandleConfigure(configure func() error) { handler.configure = configure }

var handler struct{ transform, configure func() error }

// Results of transform.
const (
	carryOn = iota
	dropped
	failed
	retried
)

type outcomeError struct {
	result int32
	reason string
}

func (e *outcomeError) Error() string { return e.reason }

// Drop ends the run, refused on purpose: it fails at Port labelled "Dropped".
func Drop(reason string) error { return &outcomeError{dropped, reason} }

// Fail ends the run for good. It is an error as any other.
func Fail(reason string) error { return &outcomeError{failed, reason} }

// Retry has dray try this module again, after the route's backoff.
func Retry(reason string) error { return &outcomeError{retried, reason} }

// resultOf tells dray the reason and gives the result for it.
func resultOf(err error) int32 {
	if err == nil {
		return carryOn
	}
	hostReason(err.Error())
	if o, ok := errors.AsType[*outcomeError](err); ok {
		return o.result
	}
	return failed
}

// LogDebug writes a line to dray's log.
func LogDebug(message string) { hostLog(-4, message) }

// LogInfo writes a line to dray's log.
func LogInfo(message string) { hostLog(0, message) }

// LogWarn writes a line to dray's log.
func LogWarn(message string) { hostLog(4, message) }

// LogError writes a line to dray's log.
func LogError(message string) { hostLog(8, message) }
