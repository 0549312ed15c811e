// Package web serves what tells how dray is: /metrics, /healthz and /readyz. Whoever
// can reach it can change nothing, and nothing there profiles the process: that is the
// admin socket's.
//
// It may import the standard library only.
package web
