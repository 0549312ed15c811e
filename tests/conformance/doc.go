// Package conformance finds the cases that were made by running port-agent. They
// lie beside the repository, in ../shared/conformance, or where
// DRAY_CONFORMANCE_DIR says.
//
// It may import the standard library only: tests everywhere use it.
package conformance
