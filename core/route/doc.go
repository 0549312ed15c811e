// Package route picks the chain that a run takes, and the lane that it keeps
// to where its route asks for order.
//
// It may import sdk and core/chain only: the expressions come compiled.
package route
