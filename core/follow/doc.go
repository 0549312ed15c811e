// Package follow follows the pipelines that runs have triggered until they end, and
// has Port told then: one schedule over all of them, one call at a time for each, as
// many calls a token as its rate limit has room for.
//
// What is followed lies in a book on disk, where there is one, and is taken up again
// after a restart. The token is in memory only: it is had again from the message.
//
// It may import its subpackages, core/report, core/dispatch, sdk and the packages of
// plugins/circleci that take triggers and their answers apart.
package follow
