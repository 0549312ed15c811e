// Package admin lets a person tell a running dray what to do: pause and resume
// routes, look at dead letters, replay and drop them, and profile the process.
//
// [Desk] is what can be asked. A process serves its own with [Serve], as JSON over
// HTTP on a socket that its owner alone can use, or on loopback; [Connect] finds
// that one, and what it gives is a Desk again, so that commands needn't know the
// difference. Where to listen is socket's business.
//
// It may import core/deadletter, core/config/decode, the folder socket, x/net and the
// standard library.
package admin
