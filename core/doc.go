// Package core holds no code: its folders are the stations that a run passes,
// in this order, and what they stand on.
//
//	intake    messages from Kafka, and the ledger of what is settled
//	verify    Port's signature, on the raw bytes
//	event     the decoded message and what its envelope says
//	route     which chain a run takes
//	chain     the steps, one after another
//	dispatch  many runs at once: limits, lanes, retries, the graceful stop
//	report    what Port is told, by the client in port
//	settle    which offsets may be committed
//
// RATIONALE.md says why things are as they are.
package core
