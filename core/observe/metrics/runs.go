package metrics

import (
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"
)

// none is the label of a run that no route took.
const none = "none"

type runs struct {
	messages  *prometheus.CounterVec
	admission prometheus.Observer
	ended     *prometheus.CounterVec
	delay     *prometheus.HistogramVec
	retries   *prometheus.CounterVec
	steps     *prometheus.HistogramVec
	reports   prometheus.Observer
	shown     *atomic.Int64 // when a run was last shown as an exemplar
}

func newRuns(r *prometheus.Registry, o Options) runs {
	m := runs{
		shown:    new(atomic.Int64),
		messages: counter(r, "messages_total", "Messages from Kafka by their topic (runs, changes) and what they are: ours, not_ours, junk.", "topic", "is"),
		admission: histogram(r, "admission_duration_seconds", "How long it took to verify and decode a message.", quick).
			WithLabelValues(),
		ended:   counter(r, "runs_total", "Runs that ended, by route and what became of them.", "route", "outcome"),
		delay:   histogram(r, "trigger_delay_seconds", "From Kafka's timestamp of a run to the endpoint's 2xx.", slow, "route"),
		retries: counter(r, "retries_total", "Attempts that will be made again.", "route"),
		steps:   histogram(r, "step_duration_seconds", "How long a step of the chain took, by route and step.", append(quick, 60), "route", "step"),
		reports: histogram(r, "report_duration_seconds", "How long a run waited for Port to hear of its end.", slow).WithLabelValues(),
	}
	for _, topic := range []string{"runs", "changes"} {
		for _, is := range []string{"ours", "not_ours", "junk"} {
			m.messages.WithLabelValues(topic, is)
		}
	}
	for _, route := range append([]string{none}, o.Routes...) {
		m.retries.WithLabelValues(route)
		m.delay.WithLabelValues(route)
		for _, outcome := range o.Outcomes {
			m.ended.WithLabelValues(route, outcome)
		}
	}
	return m
}

// Message counts a message that took so long to be admitted, or turned away.
func (r *runs) Message(topic, is string, took time.Duration) {
	r.messages.WithLabelValues(topic, is).Inc()
	r.admission.Observe(took.Seconds())
}

// Ended counts a run's end. Route "" is none.
func (r *runs) Ended(route, outcome string) { r.ended.WithLabelValues(orNone(route), outcome).Inc() }

// exemplarEvery is how often a run is shown as an exemplar, of which a scrape sees the
// last ones only.
const exemplarEvery = 100 * time.Millisecond

// Delivered notes how long it took from Kafka to the endpoint's answer. Now and then
// the run's id and its trace's are kept as an exemplar.
func (r *runs) Delivered(route string, delay time.Duration, run string, trace func() string) {
	seconds := max(0, delay.Seconds())
	observer := r.delay.WithLabelValues(orNone(route))
	const most = 60 // of the 128 characters that an exemplar may have
	exemplars, ok := observer.(prometheus.ExemplarObserver)
	now, last := time.Now().UnixNano(), r.shown.Load()
	if !ok || run == "" || len(run) > most || !utf8.ValidString(run) || now-last < int64(exemplarEvery) || !r.shown.CompareAndSwap(last, now) {
		observer.Observe(seconds)
		return
	}
	exemplars.ObserveWithExemplar(seconds, prometheus.Labels{"run_id": run, "trace_id": trace()})
}

// Retried counts an attempt that will be made again.
func (r *runs) Retried(route string) { r.retries.WithLabelValues(orNone(route)).Inc() }

// Step notes how long a step took.
func (r *runs) Step(route, step string, took time.Duration) {
	r.steps.WithLabelValues(orNone(route), step).Observe(took.Seconds())
}

// Reported notes how long a run waited for Port.
func (r *runs) Reported(took time.Duration) { r.reports.Observe(took.Seconds()) }

func orNone(name string) string {
	if name == "" {
		return none
	}
	return name
}
