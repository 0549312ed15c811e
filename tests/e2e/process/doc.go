// Package process runs dray as a process of its own and follows what it logs.
//
// It may import the standard library and core's stage.
package process
