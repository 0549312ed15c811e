package metrics

import (
	"net/http"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are what happens, counted. Make them with New. They are safe for
// concurrent use.
type Metrics struct {
	registry *prometheus.Registry
	runs
	calls
	modules
	letters
	config
}

// Options say what is known before anything happens.
type Options struct {
	Version string
	Routes  []string // of the config
	Hosts   []string // that requests may go to, if the config says; others share what room there is
	Classes []string // of dead letters
	// Outcomes are what runs can come to.
	Outcomes []string
	// Live gives what is true now; called at each scrape.
	Live func() Live
}

// New makes metrics at zero.
func New(o Options) *Metrics {
	r := prometheus.NewRegistry()
	m := &Metrics{registry: r}
	m.runs = newRuns(r, o)
	m.calls = newCalls(r, o.Hosts)
	m.modules = newModules(r)
	m.letters = newLetters(r, o.Classes)
	m.config = newConfig(r)
	r.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		newLive(o.Live),
	)
	gauge(r, "build_info", "Always 1; which dray this is.", "version", "go_version").
		WithLabelValues(o.Version, runtime.Version()).Set(1)
	return m
}

// Handler serves them, in OpenMetrics with exemplars to who asks for it.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		EnableOpenMetrics: true, MaxRequestsInFlight: 4, Timeout: 10 * time.Second,
	})
}

// Gatherer gives what they are gathered from.
func (m *Metrics) Gatherer() prometheus.Gatherer { return m.registry }

const namespace = "dray"

func counter(r *prometheus.Registry, name, help string, labels ...string) *prometheus.CounterVec {
	c := prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
	r.MustRegister(c)
	return c
}

func gauge(r *prometheus.Registry, name, help string, labels ...string) *prometheus.GaugeVec {
	g := prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, labels)
	r.MustRegister(g)
	return g
}

func histogram(r *prometheus.Registry, name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
	h := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: namespace, Name: name, Help: help, Buckets: buckets,
	}, labels)
	r.MustRegister(h)
	return h
}

// Bounds of what takes microseconds here, and of what takes a network, in seconds.
var (
	quick = []float64{.00001, .0001, .001, .01, .1, 1, 10}
	slow  = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 900}
)
