// Package regex matches as Oniguruma does for jq 1.5: Perl's syntax, leftmost and
// backtracking, \w, \d and \s over Unicode, $ also before a last line break.
//
// Go's own package lacks look-around and back-references, so regexp2 does the
// matching; it may take exponential time, and so each search has a deadline.
//
// The package may import regexp2, limit and order.
package regex
