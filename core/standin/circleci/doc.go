// Package circleci stands in for CircleCI's API v2, for the demo and for tests:
// it takes triggers as CircleCI documents them and remembers them.
//
// Assumed where the documentation is silent: the order of the checks (token,
// project, body); that `"parameters": null` and a missing body count as no
// parameters; the words of an error. It knows no pipeline definitions, so
// undeclared parameters pass, and nothing runs: a pipeline stays pending.
//
// It may import the standard library and stage.
package circleci
