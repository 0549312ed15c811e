package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// maxModules is how many modules have a label of their own: files come and go.
const maxModules = 100

type modules struct {
	names *names
	calls *prometheus.CounterVec
	traps *prometheus.CounterVec
	took  *prometheus.HistogramVec
}

func newModules(r *prometheus.Registry) modules {
	return modules{
		names: newNames(maxModules),
		calls: counter(r, "module_calls_total", "Runs that went through a WebAssembly module, by what it did with them.", "module", "outcome"),
		traps: counter(r, "module_traps_total", "Times that a module had to be stopped, whatever on_trap made of it.", "module"),
		took:  histogram(r, "module_duration_seconds", "How long a run was in a module, waiting for its turn included.", quick, "module"),
	}
}

// Module counts a run that went through a module.
func (m *modules) Module(name, outcome string, took time.Duration) {
	name = m.names.label(name)
	m.calls.WithLabelValues(name, outcome).Inc()
	m.took.WithLabelValues(name).Observe(took.Seconds())
	m.traps.WithLabelValues(name)
}

// Trapped counts a module that had to be stopped.
func (m *modules) Trapped(name string) { m.traps.WithLabelValues(m.names.label(name)).Inc() }
