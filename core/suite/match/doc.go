// Package match holds what became of an event to what was expected. Objects match
// as far as they are named, unless they have to match exactly; null stands for
// nothing; numbers are compared by value.
//
// It may import core/suite/spec and core/explain.
package match
