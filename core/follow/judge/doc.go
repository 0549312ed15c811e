// Package judge says what a pipeline has come to, from what CircleCI's API shows of
// it: whether the run at Port goes on, and how it ends. plugins/circleci's README has
// what each status means. The API: https://circleci.com/docs/api/v2/, getPipelineById
// and listWorkflowsByPipelineId.
//
// It may import sdk and the standard library.
package judge
