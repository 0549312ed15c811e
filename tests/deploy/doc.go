// Package deploy tests what dray is deployed with: the chart, as Helm renders it,
// against Kubernetes' own types and rules, and the compose file against Compose's.
//
// It is a module of its own, so that what it needs is nobody else's dependency.
package deploy
