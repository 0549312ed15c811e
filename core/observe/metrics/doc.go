// Package metrics is dray in numbers, for Prometheus. Every name begins with dray_,
// and every label has a bounded number of values: names from the config, plugins,
// status codes, and hosts up to a number. Nothing of an event is a label; a run's id
// is shown as an exemplar only.
//
// It may import client_golang and the standard library, nothing else of dray.
package metrics
