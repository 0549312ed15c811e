// Package circleci stands in for CircleCI's API v2, for the demo, for tests and for
// users who try a deployment: it takes triggers as CircleCI documents them, remembers
// them, and plays the pipelines that they make. README.md says how to script it, and
// what it assumes where the documentation is silent.
//
//	project    what is known of a project, and the rules for a trigger's body
//	pipeline   scenarios, and what a pipeline has come to at a time
//	limit      the rate limit and its header
//	hook       outbound webhooks
//
// It may import those packages, stage and the standard library.
package circleci
