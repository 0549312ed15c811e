package metrics

import (
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// maxHosts is how many hosts have a label of their own. The names come from a
// mapping, and that may take them from events.
const maxHosts = 20

type calls struct {
	hosts     *names
	requests  *prometheus.CounterVec
	answers   *prometheus.HistogramVec
	remaining *prometheus.GaugeVec

	port          *prometheus.CounterVec
	portTook      *prometheus.HistogramVec
	portRemaining *prometheus.GaugeVec
}

func newCalls(r *prometheus.Registry, allowed []string) calls {
	c := calls{
		hosts:     newNames(maxHosts, allowed...),
		requests:  counter(r, "endpoint_requests_total", "Requests that runs became, by host and status; none is one without an answer.", "host", "code"),
		answers:   histogram(r, "endpoint_request_duration_seconds", "From the connection to the end of the endpoint's answer.", slow, "host"),
		remaining: gauge(r, "endpoint_ratelimit_remaining_requests", "What the host's last answer said of how many requests are left.", "host"),
		port:      counter(r, "port_calls_total", "Calls to Port's API, by what they are for and status; none is one without an answer.", "call", "code"),
		portTook:  histogram(r, "port_call_duration_seconds", "How long Port's API took to answer.", slow, "call"),
		portRemaining: gauge(r, "port_ratelimit_remaining_requests",
			"What Port's last answer said of how many calls are left."),
	}
	for _, host := range c.hosts.all() {
		c.requests.WithLabelValues(host, "2xx")
		c.answers.WithLabelValues(host)
	}
	for _, call := range []string{"token", "status"} {
		c.port.WithLabelValues(call, "2xx")
		c.portTook.WithLabelValues(call)
	}
	return c
}

// Requested counts a request. status 0 is one without an answer; remaining is what
// the answer said of requests that are left, "" for nothing. A host has a label of its
// own once it has answered and mask leaves its name as it is.
func (c *calls) Requested(host string, status int, took time.Duration, remaining string, mask func(string) string) {
	if !c.hosts.has(host) && (status == 0 || mask(host) != host) {
		host = other
	} else {
		host = c.hosts.label(host)
	}
	c.requests.WithLabelValues(host, code(status)).Inc()
	if status != 0 {
		c.answers.WithLabelValues(host).Observe(took.Seconds())
	}
	if n, ok := number(remaining); ok {
		c.remaining.WithLabelValues(host).Set(n)
	}
}

// Called counts a call to Port, likewise.
func (c *calls) Called(call string, status int, took time.Duration, remaining string) {
	c.port.WithLabelValues(call, code(status)).Inc()
	c.portTook.WithLabelValues(call).Observe(took.Seconds())
	if n, ok := number(remaining); ok {
		c.portRemaining.WithLabelValues().Set(n)
	}
}

func number(text string) (float64, bool) {
	text, _, _ = strings.Cut(text, ",") // RFC 9110 joins several
	n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	return n, err == nil && n >= 0 && n < 1e15
}

// code gives the class of a status, and the status itself for those that ask for
// something of their own to be done.
func code(status int) string {
	switch status {
	case 401, 403, 404, 408, 429, 503:
		return strconv.Itoa(status)
	}
	if status < 100 || status > 599 {
		return none
	}
	return strconv.Itoa(status/100) + "xx"
}
