// Package routes reads the part of a config that says which chain a run takes:
// [Read] decodes it, [Check] says what no route may be.
//
// It may import the other packages below core/config, nothing else of core.
package routes
