package config_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config"
)

func TestPollingRefuses(t *testing.T) {
	for yaml, want := range map[string]string{
		"interval: 0s":                        "interval: it must be above 0",
		"batch: 0":                            "batch: it takes a whole number from 1 to 100",
		"batch: 101":                          "batch: it takes a whole number from 1 to 100",
		"visibility: 9s":                      "visibility: it must be at least 10s",
		"give_up: -1s":                        "give_up: it takes a time such as 1h, or 0s for never",
		"backoff: {initial: 0s}":              "backoff.initial: it must be above 0",
		"backoff: {initial: 2s, max: 1999ms}": "backoff.max: it must be at least polling.backoff.initial, which is 2s",
		"backoff: {factor: 0.9}":              "backoff.factor: it takes a number from 1",
		"backoff: {factor: 'inf'}":            "backoff.factor: it takes a number from 1",
		"backoff: {factor: 'nan'}":            "backoff.factor: it takes a number from 1",
		"backoff: {jitter: 1.1}":              "backoff.jitter: it takes a number from 0 to 1",
		"backoff: {jitter: -0.1}":             "backoff.jitter: it takes a number from 0 to 1",
		"backoff: {factr: 2}":                 "backoff.factr: unknown key; did you mean factor?",
	} {
		_, err := files{"dray.yaml": "polling:\n  " + yaml}.load()
		if err == nil || !strings.HasPrefix(err.Error(), "dray.yaml:2:") || !strings.HasSuffix(err.Error(), ": polling."+want) ||
			strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want %s", yaml, err, want)
		}
	}
	for variable, want := range map[string]string{
		"POLLING_RUNS_BATCH_SIZE=500":             "POLLING_RUNS_BATCH_SIZE: polling.batch: it takes a whole number from 1 to 100",
		"POLLING_BACKOFF_FACTOR=0":                "POLLING_BACKOFF_FACTOR: polling.backoff.factor: it takes a number from 1",
		"POLLING_INTERVAL_SECONDS=0":              "POLLING_INTERVAL_SECONDS: it takes a number of seconds above 0",
		"POLLING_MAX_FAILURE_DURATION_SECONDS=-1": "POLLING_MAX_FAILURE_DURATION_SECONDS: it takes a number of seconds, or 0 for never",
		"DRAY_POLLING_BACKOFF_FACTR=2":            "DRAY_POLLING_BACKOFF_FACTR: unknown variable; did you mean DRAY_POLLING_BACKOFF_FACTOR?",
		"POLLING_MAX_BACKOFF_SECONDS=0.5":         "POLLING_MAX_BACKOFF_SECONDS: polling.backoff.max: it must be at least polling.backoff.initial, which is 1s",
	} {
		if _, err := (files{}).load("STREAMER_NAME=POLLING", variable); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

// What port-agent's environment says of Kafka is no mistake, and not worth a word.
func TestPollingNeedsCredentialsAlone(t *testing.T) {
	const (
		credentials = "PORT_CLIENT_ID=id PORT_CLIENT_SECRET=secret "
		claims      = "STREAMER_NAME=polling "
		kafka       = "KAFKA_CONSUMER_BROKERS=a:1 KAFKA_CONSUMER_SECURITY_PROTOCOL=SASL_SSL KAFKA_CONSUMER_GROUP_ID=g "
		lacks       = "not set, and runs can't be claimed from Port without; set PORT_CLIENT_ID and PORT_CLIENT_SECRET"
		letters     = "kafka.topics.dead_letters: runs are claimed from Port, so that there is no Kafka to tell of dead letters; " +
			"remove it, and set store.path for them to be kept"
	)
	tests := []struct {
		name, yaml, environ string
		enabled             bool
		warnings            []string
		run                 string // the error
	}{
		{"the streamer", "", claims + credentials, true, nil, ""},
		{"with what is said of Kafka", "", claims + credentials + kafka, true, nil, ""},
		{"a local port", "", claims + credentials + "USING_LOCAL_PORT_INSTANCE=true", true, nil, ""},
		{"by the file", "polling: {enabled: on}", "STREAMER_NAME=KAFKA " + credentials, true, nil, ""},
		{"by a variable", "", "DRAY_POLLING_ENABLED=1 " + credentials, true, nil, ""},
		{"no credentials", "", claims, true, nil, "port.client_id: " + lacks + "\nport.client_secret: " + lacks},
		{"half of them", "", claims + "PORT_CLIENT_ID=id", true, nil, "port.client_secret: " + lacks},
		{"the file has the last word", "polling: {enabled: off}", claims + kafka, false,
			[]string{"STREAMER_NAME changes nothing: polling.enabled is off by dray.yaml:1:20"}, "port.org: not set"},
		{"Kafka, said to dray", "kafka: {brokers: ['b:1'], tls: {enabled: on}}", claims + credentials + kafka + "DRAY_KAFKA_START=latest", true,
			[]string{"runs are claimed from Port: nothing comes of kafka.brokers, kafka.start, kafka.tls.enabled"}, ""},
		{"dead letters in a topic", "store: {path: s}\nkafka: {topics: {dead_letters: d}}", claims + credentials, true, nil,
			"dray.yaml:2:32: " + letters},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := must(t)(files{"dray.yaml": tt.yaml}.load(strings.Fields(tt.environ)...))
			if c.Polling.Enabled != tt.enabled {
				t.Errorf("enabled is %v", c.Polling.Enabled)
			}
			if diff := cmp.Diff(tt.warnings, c.Warnings); diff != "" {
				t.Errorf("warnings (-want +got)\n%s", diff)
			}
			switch err := c.CheckRun(); {
			case tt.run == "" && err != nil:
				t.Errorf("running: %v", err)
			case tt.run != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.run)):
				t.Errorf("running: %v\nwant %s", err, tt.run)
			}
		})
	}
}

func TestPollingIsOffByDefault(t *testing.T) {
	c := must(t)(files{}.load())
	if diff := cmp.Diff(config.Defaults().Polling, c.Polling); diff != "" || c.Polling.Enabled {
		t.Errorf("enabled %v (-want +got)\n%s", c.Polling.Enabled, diff)
	}
}
