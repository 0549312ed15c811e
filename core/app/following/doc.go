// Package following has a running dray follow pipelines: it makes the follower of the
// config, the routes, the store and Port, and lets webhooks in.
//
// It may import what of core it joins.
package following
