// Package hook takes CircleCI's webhooks: https://circleci.com/docs/reference/outbound-webhooks-reference/
// An event only says which pipeline to look at; it is never the verdict.
//
// It may import the standard library only.
package hook
