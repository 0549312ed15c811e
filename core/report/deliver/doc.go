// Package deliver tells Port what package report worked out, and sees to it that
// Port being slow, down or strict holds up no run for long.
//
// A status is waited for, up to a bound, and then kept in memory and tried again
// in the background. A log line is never waited for. Both queues are bounded;
// what they have no room for is counted and logged. One breaker stands before
// all of it, so that a dead API costs a run nothing.
//
// It may import sdk, core/port, core/report and failsafe-go.
package deliver
