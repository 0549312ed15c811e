package routes

import (
	"time"

	"github.com/drayhq/dray/core/config/tree"
)

// Route is one chain and when it is taken. The first route that matches wins.
type Route struct {
	Name    string        `yaml:"name"`     // in logs, metrics and commands; no other route may have it
	When    string        `yaml:"when"`     // jq; "" matches always
	OrderBy string        `yaml:"order_by"` // jq; "" keeps no order
	MaxAge  time.Duration `yaml:"max_age"`  // since Kafka took the message; 0: no bound
	Retry   Retry         `yaml:"retry"`
	// RetryUnknown repeats also what may have happened, at the risk of a second pipeline.
	RetryUnknown bool `yaml:"retry_unknown"`
	// InDoubt is hold or send: what becomes of a run that was sent before a crash, and
	// nobody knows how it went. "" in a file is what store.in_doubt says.
	InDoubt string  `yaml:"in_doubt" oneof:",hold,send"`
	Rate    Rate    `yaml:"rate"` // requests a second at most, such as 0.5, 2/s or 30/m; 0: no cap
	Follow  Follow  `yaml:"follow"`
	Chain   []Stage `yaml:"chain"` // the steps, from what makes the request to what sends it

	node *tree.Node
}

// Retry says how a route's failed steps are repeated.
type Retry struct {
	Initial time.Duration `yaml:"initial"` // the first wait's upper end; doubles from there
	Max     time.Duration `yaml:"max"`     // the longest wait's upper end
	Total   time.Duration `yaml:"total"`   // from the first attempt to giving up
}

// Follow says whether the pipelines that a route triggers are followed to their end.
type Follow struct {
	For   time.Duration `yaml:"for"`   // how long at most; 0: not at all
	Rerun time.Duration `yaml:"rerun"` // how long a run waits for a re-run of what failed
}

func defaultRetry() Retry {
	return Retry{Initial: 500 * time.Millisecond, Max: 30 * time.Second, Total: 5 * time.Minute}
}

// Errorf says what is wrong with the value of a route's key, such as "when",
// and where it stands.
func (r Route) Errorf(key, format string, args ...any) error {
	if r.node == nil {
		return tree.Errorf("", tree.Join(r.Name, key), format, args...)
	}
	for _, field := range r.node.Fields {
		if field.Name == key {
			return field.Value.Errorf(format, args...)
		}
	}
	return r.node.Errorf(format, args...)
}
