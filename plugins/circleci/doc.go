// Package circleci is the plugin that makes a request that triggers a CircleCI
// pipeline one that CircleCI takes, and reads its answer: see README.md.
//
//	declared   what parameters a project declares, and where that stands
//	typed      parameters given the types that are declared
//	trigger    the two endpoints, and a request for the one turned into one for the other
//	answer     what CircleCI's answer means
//
// The package and those inside it import sdk and third-party libraries, never core.
package circleci
