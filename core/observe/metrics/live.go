package metrics

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Live is what is true at a scrape.
type Live struct {
	Unsettled int           // runs that were taken up and are not settled
	Oldest    time.Duration // since Kafka took the oldest of those; zero if there is none
	InFlight  int
	Begun     int // sent, or about to be, and not settled: what limits.max_unsettled bounds
	Waiting   int // for a retry, or for their turn in a lane
	Routes    []Route

	Ready bool
	Kafka *Kafka // nil: runs come from elsewhere
	Store *Store // nil: there is none
	Port  *Port  // nil: nobody is told
}

// Route is how one route is.
type Route struct {
	Name   string
	Queued int
	Paused bool
	Away   bool // a breaker holds its requests back
}

// Kafka is how the consumer is.
type Kafka struct {
	Ready, Refused                           bool
	Rebalances, Lost, Commits, FailedCommits int64
	Partitions                               []Partition
}

// Partition is one that is ours.
type Partition struct {
	Topic  string
	Number int32
	Lag    int64
}

// Store is how the ledger and the dead letters are.
type Store struct {
	Healthy                   bool
	Letters                   map[string]int // by class
	Intents, Results, Pending int
	FileBytes                 int64
}

// Port is how telling Port goes.
type Port struct {
	StatusesUp, LinesUp           bool
	StatusesWaiting, LinesWaiting int
	StatusesLost, LinesLost       int64
}

// live gathers a [Live] at each scrape.
type live struct {
	now   func() Live
	descs map[string]*prometheus.Desc
}

// known are the metrics of live: name, help, labels.
var known = [][]string{
	{"unsettled_runs", "Runs that were taken up and are not settled, waiting ones included."},
	{"oldest_unsettled_seconds", "How long ago Kafka took the oldest of the unsettled runs; 0 without any."},
	{"in_flight_runs", "Runs that are being worked on, at most limits.max_in_flight."},
	{"begun_runs", "Runs that were begun and are not settled, at most limits.max_unsettled: what can repeat after a crash."},
	{"waiting_runs", "Runs that wait for a retry, or for their turn behind others of one order_by."},
	{"queued_runs", "Runs that queue for a place to be worked on.", "route"},
	{"route_paused", "1 while somebody has paused the route.", "route"},
	{"route_away", "1 while a breaker holds the route's requests back.", "route"},
	{"ready", "Whether /readyz says so, less what it asks of Port."},
	{"kafka_ready", "1 while dray is a member of its group, with partitions or as a standby."},
	{"kafka_refused", "1 while a broker doesn't take the credentials, or hangs up on them."},
	{"kafka_rebalances_total", "Assignments of partitions that this member got."},
	{"kafka_partitions_lost_total", "Partitions that went without a farewell."},
	{"kafka_commits_total", "Commits, by whether the broker took them.", "result"},
	{"kafka_lag_messages", "Messages from the first that isn't settled to the end, of partitions that are ours.", "topic", "partition"},
	{"store_healthy", "0 while the store can't be written."},
	{"store_file_bytes", "Size of the store's file."},
	{"store_intents", "Requests that were begun and have no result."},
	{"store_results", "Results that are remembered."},
	{"store_pending_writes", "Writes that are not yet on disk."},
	{"dead_letters", "Dead letters that are held now, by class.", "class"},
	{"port_reachable", "0 while a breaker holds back what Port is to be told, by what that is.", "of"},
	{"port_reports_waiting", "What waits to be told to Port.", "of"},
	{"port_reports_lost_total", "What Port will never be told.", "of"},
}

func newLive(now func() Live) *live {
	l := &live{now: now, descs: map[string]*prometheus.Desc{}}
	for _, one := range known {
		l.descs[one[0]] = prometheus.NewDesc(namespace+"_"+one[0], one[1], one[2:], nil)
	}
	return l
}

// Describe gives the descriptions.
func (l *live) Describe(to chan<- *prometheus.Desc) {
	for _, desc := range l.descs {
		to <- desc
	}
}

// Collect gives what is true now.
func (l *live) Collect(to chan<- prometheus.Metric) {
	put := func(kind prometheus.ValueType) func(string, float64, ...string) {
		return func(name string, value float64, labels ...string) {
			to <- prometheus.MustNewConstMetric(l.descs[name], kind, value, labels...)
		}
	}
	gauge, count := put(prometheus.GaugeValue), put(prometheus.CounterValue)
	now := l.now()
	gauge("unsettled_runs", float64(now.Unsettled))
	gauge("oldest_unsettled_seconds", now.Oldest.Seconds())
	gauge("in_flight_runs", float64(now.InFlight))
	gauge("begun_runs", float64(now.Begun))
	gauge("waiting_runs", float64(now.Waiting))
	gauge("ready", truth(now.Ready))
	for _, r := range now.Routes {
		gauge("queued_runs", float64(r.Queued), r.Name)
		gauge("route_paused", truth(r.Paused), r.Name)
		gauge("route_away", truth(r.Away), r.Name)
	}
	if k := now.Kafka; k != nil {
		gauge("kafka_ready", truth(k.Ready))
		gauge("kafka_refused", truth(k.Refused))
		count("kafka_rebalances_total", float64(k.Rebalances))
		count("kafka_partitions_lost_total", float64(k.Lost))
		count("kafka_commits_total", float64(k.Commits), "ok")
		count("kafka_commits_total", float64(k.FailedCommits), "failed")
		for _, p := range k.Partitions {
			gauge("kafka_lag_messages", float64(p.Lag), p.Topic, strconv.Itoa(int(p.Number)))
		}
	}
	if s := now.Store; s != nil {
		gauge("store_healthy", truth(s.Healthy))
		gauge("store_file_bytes", float64(s.FileBytes))
		gauge("store_intents", float64(s.Intents))
		gauge("store_results", float64(s.Results))
		gauge("store_pending_writes", float64(s.Pending))
		for class, n := range s.Letters {
			gauge("dead_letters", float64(n), class)
		}
	}
	if p := now.Port; p != nil {
		gauge("port_reachable", truth(p.StatusesUp), "statuses")
		gauge("port_reachable", truth(p.LinesUp), "log_lines")
		gauge("port_reports_waiting", float64(p.StatusesWaiting), "statuses")
		gauge("port_reports_waiting", float64(p.LinesWaiting), "log_lines")
		count("port_reports_lost_total", float64(p.StatusesLost), "statuses")
		count("port_reports_lost_total", float64(p.LinesLost), "log_lines")
	}
}

func truth(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}
