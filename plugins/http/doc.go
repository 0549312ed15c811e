// Package http is the sink: it sends the request that a run has become and
// fills in the reply.
//
// Its parts: address says where a request may go, compose makes the bytes, link
// makes the connections, breaker holds back what goes to a host that is away,
// exchange sends, verdict says what an answer means. This package joins them into a
// step. It may import sdk, its parts and the standard library.
package http
