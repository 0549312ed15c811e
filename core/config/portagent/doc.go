// Package portagent reads the environment of Port's own agent, so that dray can
// take its place without a change. Names, defaults and readings are those of
// port-agent v0.8.9.
//
// It may import the other packages below core/config, nothing else of core.
package portagent
