// Package dialect evaluates jq programs as the reference agent does, whose jq is
// 1.5 by way of pyjq, on top of gojq.
//
// The rule: what jq 1.5 knows does here what it does there, quirks and refusals
// included; what it doesn't know at all works as in newer versions. The
// exceptions are listed in ../README.md, whose tables the tests read.
//
// gojq does the parsing and running. In between, the program's tree is rewritten
// (internal/rewrite) and given the definitions that it needs (internal/prelude)
// which stand on functions in Go (internal/native). The order of keys, which a Go
// map lacks, is remembered beside the values (internal/order).
//
// The package may import gojq and its own internal packages, nothing of the plugin.
package dialect
