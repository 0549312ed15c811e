// Package socket finds the place where a dray can be told what to do: [Of] says
// which come into question for a config, [Open] listens at the first that can be
// had, and [Dial] gets to one. The process and the commands go by the same list,
// so that they meet without being told where.
//
// It may import core/config and the standard library.
package socket
