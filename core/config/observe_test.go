package config_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config"
)

func TestObserve(t *testing.T) {
	tests := []struct {
		name, yaml string
		environ    []string
		want       config.Observe
	}{
		{"off by default", "", nil, config.Observe{Traces: config.Traces{Sample: 1}}},
		{"said", "observe: {listen: ':9090', traces: {endpoint: 'http://c:4318', headers: 'a=b%20c', sample: 0.5}}", nil,
			config.Observe{Listen: ":9090", Traces: config.Traces{Endpoint: "http://c:4318", Headers: "a=b%20c", Sample: 0.5}}},
		{"by variables", "", []string{"DRAY_OBSERVE_LISTEN=127.0.0.1:0", "DRAY_OBSERVE_TRACES_SAMPLE=0"}, config.Observe{Listen: "127.0.0.1:0"}},
		{"OpenTelemetry's base", "", []string{"OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318/x/", "OTEL_EXPORTER_OTLP_HEADERS=k=v1"},
			config.Observe{Traces: config.Traces{Endpoint: "http://c:4318/x/v1/traces", Headers: "k=v1", Sample: 1}}},
		{"OpenTelemetry's own for traces", "", []string{"OTEL_EXPORTER_OTLP_ENDPOINT=http://c", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://t/"},
			config.Observe{Traces: config.Traces{Endpoint: "http://t/", Sample: 1}}},
		{"OpenTelemetry off", "", []string{"OTEL_EXPORTER_OTLP_ENDPOINT=http://c", "OTEL_SDK_DISABLED=true"},
			config.Observe{Traces: config.Traces{Sample: 1}}},
		{"the file wins", "observe: {traces: {endpoint: 'http://f'}}", []string{"OTEL_EXPORTER_OTLP_ENDPOINT=http://c"},
			config.Observe{Traces: config.Traces{Endpoint: "http://f", Sample: 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := must(t)(files{"dray.yaml": tt.yaml}.load(tt.environ...))
			if diff := cmp.Diff(tt.want, c.Observe); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestObserveRefuses(t *testing.T) {
	for yaml, want := range map[string]string{
		"listen: here":                       "it takes host:port",
		"listen: 'h:99999'":                  "it takes host:port",
		"traces: {endpoint: 'c:4318'}":       "it takes an address",
		"traces: {sample: 2}":                "it takes a number from 0 to 1",
		"traces: {headers: 'hush-hush'}":     "it takes name=value",
		"traces: {headers: 'a b=hush-hush'}": "it takes name=value",
	} {
		_, err := files{"dray.yaml": "observe: {" + yaml + "}"}.load()
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hush-hush") {
			t.Errorf("%s: %v, want %q and no secret", yaml, err, want)
		}
	}
}

func TestTracesHeadersAreSecret(t *testing.T) {
	c := must(t)(files{}.load("OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20t0ken", "OTEL_EXPORTER_OTLP_ENDPOINT=http://c",
		"OTEL_EXPORTER_OTLP_PROTOCOL=grpc"))
	if !slices.Contains(c.Secrets(), "Bearer t0ken") {
		t.Errorf("the secrets are %q", c.Secrets())
	}
	if text := strings.Join(c.Warnings, "\n"); !strings.Contains(text, "http/protobuf") {
		t.Errorf("gRPC is asked for, and the warnings are %q", text)
	}
}
