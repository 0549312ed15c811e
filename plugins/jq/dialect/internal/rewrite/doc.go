// Package rewrite changes the syntax tree of a jq program where gojq's operators
// do otherwise than jq 1.5's, or lose the order of keys. What it puts in calls the
// prelude and the functions of package native.
//
// Only programs that can see the order of keys are changed for its sake.
//
// The package may import gojq, and native, prelude and tree beside it.
package rewrite
