// Package measure times calls in rounds, so that what else the machine does hits all
// of them alike, and prints medians beside goals.
//
// It may import the standard library.
package measure
