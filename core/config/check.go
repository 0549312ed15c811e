package config

import (
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// levels are slog's and Python's names of the four levels.
var levels = map[string]string{
	"notset": "debug", "debug": "debug", "info": "info", "warn": "warn",
	"warning": "warn", "error": "error", "critical": "error", "fatal": "error",
}

const positive = "it must be above 0"

// check says what no value may be, whichever layer it is from.
func (l *loader) check() {
	c := l.config
	c.Log.Level = canonical(c.Log.Level, levels)
	l.among("log.level", c.Log.Level, "debug", "info", "warn", "error")
	l.among("kafka.start", c.Kafka.Start, "earliest", "latest")
	if c.Kafka.SASL.Mechanism != "" {
		l.among("kafka.sasl.mechanism", c.Kafka.SASL.Mechanism, "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", none)
	}
	l.must("limits.max_in_flight", c.Limits.MaxInFlight > 0, positive)
	l.must("limits.max_waiting", c.Limits.MaxWaiting > 0, positive)
	l.must("limits.message_bytes", c.Limits.MessageBytes > 0, positive)
	l.must("limits.drain", c.Limits.Drain > 0, positive)
	l.must("limits.max_unsettled", c.Limits.MaxUnsettled >= c.Limits.MaxInFlight,
		"it must be at least limits.max_in_flight, which is "+strconv.Itoa(c.Limits.MaxInFlight))
	l.must("kafka.session_timeout", c.Kafka.SessionTimeout > 0, positive)
	l.must("port.url", absolute(c.Port.URL), "it takes an address such as https://api.getport.io")

	tls := c.Kafka.TLS
	l.must("kafka.tls.cert_file", tls.KeyFile == "" || tls.CertFile != "", "kafka.tls.key_file needs it beside it")
	l.must("kafka.tls.key_file", tls.CertFile == "" || tls.KeyFile != "", "kafka.tls.cert_file needs it beside it")
	for _, broker := range c.Kafka.Brokers {
		l.must("kafka.brokers", address(broker), "a broker is host:port, such as kafka.example.com:9196")
	}
}

// must says text about key, where its value stands, unless it is ok.
func (l *loader) must(key string, ok bool, text string) {
	if !ok {
		l.errs.Addf(l.config.origins[key], key, "%s", text)
	}
}

func (l *loader) among(key, value string, known ...string) {
	l.must(key, slices.Contains(known, value), "it takes "+strings.Join(known, ", "))
}

func (l *loader) checkRoute(route Route) {
	if slices.ContainsFunc(l.config.Routes, func(r Route) bool { return r.Name == route.Name }) {
		l.errs.Add(route.Errorf("name", "another route is called so"))
	}
	if len(route.Chain) == 0 {
		l.errs.Add(route.Errorf("chain", "a route needs a chain of at least one stage, such as - http"))
	}
	if route.MaxAge < 0 {
		l.errs.Add(route.Errorf("max_age", "it must be 0s, for no bound, or above"))
	}
	if retry := route.Retry; retry.Initial <= 0 || retry.Max < retry.Initial || retry.Total <= 0 {
		l.errs.Add(route.Errorf("retry", "initial and total must be above 0s, and max at least initial"))
	}
}

func absolute(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func address(text string) bool {
	host, port, err := net.SplitHostPort(text)
	number, bad := strconv.ParseUint(port, 10, 16)
	return err == nil && bad == nil && host != "" && number > 0 && !strings.ContainsAny(host, "/ ")
}
