// Package audit writes the log's line of each run: who asked for what, and what
// became of it.
//
// It may import core/dispatch, core/report and core/secret, nothing else of core.
package audit
