// Package fit asks CircleCI, triggering nothing, whether the token, the project and
// the endpoint of a trigger go together: GET /me, /project/{slug} and
// /projects/{id}/pipeline-definitions of https://circleci.com/docs/api/v2/.
//
// It may import sdk, the package of plugins/circleci that takes triggers apart and the
// standard library.
package fit
