package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

type config struct{ well, since prometheus.Gauge }

func newConfig(r *prometheus.Registry) config {
	c := config{
		well:  gauge(r, "config_last_reload_successful", "1 if what was last read of config, mapping and modules is in use, 0 if it was refused and the old one is.").WithLabelValues(),
		since: gauge(r, "config_last_reload_success_timestamp_seconds", "When what is in use was read.").WithLabelValues(),
	}
	c.Reloaded(true, time.Now())
	return c
}

// Reloaded notes whether what was read can be used.
func (c *config) Reloaded(well bool, at time.Time) {
	if !well {
		c.well.Set(0)
		return
	}
	c.well.Set(1)
	c.since.Set(float64(at.Unix()))
}
