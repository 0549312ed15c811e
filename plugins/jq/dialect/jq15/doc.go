// Package jq15 looks at a program without running it and says what jq 1.5, which
// the reference agent has, would make of it otherwise. It is sure of what it says
// as far as the text tells; what depends on values is not seen.
//
// The package may import gojq, for its parser, and the dialect's internal packages.
package jq15
