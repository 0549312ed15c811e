// Package verdict says what an answer, or the lack of one, means for a run:
// done, to be repeated, failed for good, or nobody knows.
//
// It may import sdk, the address package beside it and the standard library.
package verdict
