// Package config gathers all that dray can be told, from the lowest layer to
// the highest: defaults, port-agent's environment, the config file, DRAY_
// variables, flags. [Load] reads and checks it; what only running needs is
// checked by [Config.CheckKafka] and [Config.CheckRun], so that other commands
// work without.
//
// It may import core/secret and third-party packages, nothing else of core.
package config
