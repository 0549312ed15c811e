// Package trigger knows CircleCI's two ways to trigger a pipeline, as requests:
//
//	POST …/api/v2/project/{slug}/pipeline                               classic
//	POST …/api/v2/project/{provider}/{org}/{project}/pipeline/run       run
//
// and turns one into the other: https://circleci.com/docs/api/v2/
//
// It may import the standard library only.
package trigger
