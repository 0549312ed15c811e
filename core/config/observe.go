package config

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// Observe says where dray shows how it is.
type Observe struct {
	Listen string `yaml:"listen"` // host:port of /metrics, /healthz and /readyz; "": nowhere
	Traces Traces `yaml:"traces"`
}

// Traces says where each run goes as a trace, by OTLP over HTTP.
type Traces struct {
	// Endpoint is the collector's address; without a path it gets /v1/traces. "": none.
	Endpoint string `yaml:"endpoint"`
	// Headers are name=value, separated by commas, the values percent-encoded.
	Headers string  `yaml:"headers" secret:"true"`
	Sample  float64 `yaml:"sample"` // which part of the runs, from 0 to 1
}

// Header gives the headers for the collector.
func (t Traces) Header() (http.Header, error) {
	out := http.Header{}
	for pair := range strings.SplitSeq(t.Headers, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		name, value, ok := strings.Cut(pair, "=")
		name = strings.TrimSpace(name)
		value, err := url.PathUnescape(strings.TrimSpace(value))
		if !ok || err != nil || !httpguts.ValidHeaderFieldName(name) || !httpguts.ValidHeaderFieldValue(value) {
			return nil, errors.New("it takes name=value, separated by commas, the values percent-encoded")
		}
		out.Set(name, value)
	}
	return out, nil
}

// traces takes from OpenTelemetry's own variables what the config leaves open.
// https://opentelemetry.io/docs/specs/otel/protocol/exporter/
func (l *loader) traces() {
	env := func(name string) string { return strings.TrimSpace(l.environ[name]) }
	t := &l.config.Observe.Traces
	if t.Endpoint == "" && !strings.EqualFold(env("OTEL_SDK_DISABLED"), "true") && env("OTEL_TRACES_EXPORTER") != "none" {
		t.Endpoint = env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
		if base := env("OTEL_EXPORTER_OTLP_ENDPOINT"); t.Endpoint == "" && base != "" {
			t.Endpoint = strings.TrimRight(base, "/") + "/v1/traces"
		}
		if protocol := either(env("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"), env("OTEL_EXPORTER_OTLP_PROTOCOL")); t.Endpoint != "" && protocol == "grpc" {
			l.config.Warnings = append(l.config.Warnings, "OTEL_EXPORTER_OTLP_PROTOCOL is grpc: traces go by http/protobuf all the same, "+
				"so that the endpoint must be the collector's for that, usually on port 4318")
		}
	}
	if t.Headers == "" {
		t.Headers = either(env("OTEL_EXPORTER_OTLP_TRACES_HEADERS"), env("OTEL_EXPORTER_OTLP_HEADERS"))
		if t.Headers != "" {
			l.config.secrets = append(l.config.secrets, t.Headers)
		}
	}
	if header, err := t.Header(); err == nil {
		for _, values := range header {
			l.config.secrets = append(l.config.secrets, values...)
		}
	}
}

// observe says what can't be listened at, or told.
func (l *loader) observe() {
	o := l.config.Observe
	l.must("observe.listen", o.Listen == "" || listenable(o.Listen), "it takes host:port, such as :9090 or 127.0.0.1:9090")
	l.must("observe.traces.endpoint", o.Traces.Endpoint == "" || absolute(o.Traces.Endpoint),
		"it takes an address such as http://otel-collector:4318")
	l.must("observe.traces.sample", o.Traces.Sample >= 0 && o.Traces.Sample <= 1, "it takes a number from 0 to 1")
	if _, err := o.Traces.Header(); err != nil {
		l.must("observe.traces.headers", false, err.Error())
	}
}

func listenable(text string) bool {
	host, port, err := net.SplitHostPort(text)
	_, bad := strconv.ParseUint(port, 10, 16)
	return err == nil && bad == nil && !strings.ContainsAny(host, "/ ")
}
