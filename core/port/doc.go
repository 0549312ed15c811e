// Package port is the client of Port's API: what an agent says of its runs, what
// it asks of its organisation, and the runs that it claims where there is no Kafka.
//
// A call takes about what one round trip takes: the token is held until near
// its end, connections are kept, nothing is repeated but a call whose token had
// gone stale. Whether and when a failed call is worth another try is the
// caller's to say; [StatusError] and [TokenError] hold what that takes.
//
// It may import sdk, the standard library and x/sync.
package port
