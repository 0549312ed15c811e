// Package answer reads what CircleCI answers to a trigger.
//
// It may import sdk, the trigger package beside it and the standard library.
package answer
