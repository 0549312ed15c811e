// Package dispatch sends many runs on their way at once: it takes messages from
// a source, has each admitted, and walks it through its chain within the limits
// on what is on the wire, unsettled and waiting. It repeats what may be
// repeated, has Port told of the end, and settles the message last.
//
// It may import sdk and the stations beside it (event, intake, route, chain, report),
// but neither Kafka nor Port's API: those come as interfaces.
package dispatch
