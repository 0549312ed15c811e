// Package hook sends CircleCI's outbound webhooks for what its stand-in plays:
// https://circleci.com/docs/reference/outbound-webhooks-reference/
//
// It may import the packages pipeline and project beside it, stage and the standard
// library.
package hook
