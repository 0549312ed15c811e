package metrics

import "github.com/prometheus/client_golang/prometheus"

type letters struct {
	parked   *prometheus.CounterVec
	failed   prometheus.Counter
	replayed *prometheus.CounterVec
	dropped  prometheus.Counter
}

func newLetters(r *prometheus.Registry, classes []string) letters {
	l := letters{
		parked:   counter(r, "dead_letters_parked_total", "Messages that were kept as dead letters, by class; one that is parked again counts again.", "class"),
		failed:   counter(r, "dead_letters_failed_total", "Tries to keep a dead letter that went wrong; it is tried on.").WithLabelValues(),
		replayed: counter(r, "dead_letters_replayed_total", "Dead letters that were sent again, by what became of them.", "outcome"),
		dropped:  counter(r, "dead_letters_dropped_total", "Dead letters that somebody dropped through this process.").WithLabelValues(),
	}
	for _, class := range classes {
		l.parked.WithLabelValues(class)
	}
	l.replayed.WithLabelValues("delivered")
	return l
}

// Parked counts a try to keep a dead letter.
func (l *letters) Parked(class string, err error) {
	if err != nil {
		l.failed.Inc()
		return
	}
	l.parked.WithLabelValues(class).Inc()
}

// Replayed counts a dead letter that was sent again.
func (l *letters) Replayed(outcome string) { l.replayed.WithLabelValues(outcome).Inc() }

// Dropped counts a dead letter that somebody dropped.
func (l *letters) Dropped() { l.dropped.Inc() }
