// Package alerts has Prometheus itself read the dashboard and the alert rules of
// configs, and tries each rule on series for which it has to fire and on those for
// which it must not. It is a module of its own, so that Prometheus is nobody's
// dependency; that what they name is there, tests/e2e looks for.
package alerts
