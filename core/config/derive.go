package config

import "time"

// Defaults is what holds where nothing else is said. Topics, group, TLS and
// SASL depend on other values and are worked out by [Load].
func Defaults() Config {
	return Config{
		Kafka: Kafka{
			Start: "earliest",
			// With librdkafka's 45 s a crash stands still that long.
			SessionTimeout: 10 * time.Second,
		},
		Port: Port{URL: "https://api.getport.io", Verify: true},
		Limits: Limits{
			MaxInFlight:  64,
			MaxUnsettled: 256,
			MaxWaiting:   10_000,
			Drain:        25 * time.Second,
			MessageBytes: 10 << 20,
		},
		Polling: Polling{
			Interval:   5 * time.Second,
			Batch:      10,
			Visibility: 90 * time.Second,
			Backoff:    PollingBackoff{Initial: time.Second, Max: time.Minute, Factor: 2, Jitter: 0.1},
		},
		Store: Store{Keep: 7 * 24 * time.Hour},
		Admin: Admin{Listen: DefaultAdmin},
		Wasm:  Wasm{Dir: "transforms", Memory: 16 << 20, Timeout: 50 * time.Millisecond, CommandTimeout: time.Second},
		// port-agent shows what an endpoint answered too. Secrets are masked either way.
		Follow:  Follow{Rate: 10},
		Log:     Log{Level: "info", Detailed: true},
		Observe: Observe{Traces: Traces{Sample: 1}},
	}
}

// none is the mechanism that stands for no SASL.
const none = "none"

// kafka works out what is not said: topics and group from the organisation, TLS
// and SASL from whether there are credentials, now or from Port.
func (l *loader) kafka() {
	k, port := &l.config.Kafka, l.config.Port
	if port.Org != "" {
		k.Topics.Runs = either(k.Topics.Runs, port.Org+".runs")
		k.Topics.Changes = either(k.Topics.Changes, port.Org+".change.log")
		k.Group = either(k.Group, port.Org+".dray")
	}
	said := k.SASL.Mechanism != ""
	plain := k.SASL.Mechanism == none
	lacking := said && !plain && k.SASL.Username == ""
	canFetch := port.ClientID != "" && port.ClientSecret != "" && !l.agent.Local
	if lacking && canFetch && len(k.Brokers) > 0 && !l.config.Polling.Enabled {
		l.config.Warnings = append(l.config.Warnings, l.config.origins["kafka.brokers"]+
			" changes nothing: without user and password, brokers and credentials are fetched from Port")
		k.Brokers = nil
	}
	fetched := len(k.Brokers) == 0
	switch {
	case plain:
		k.SASL.Mechanism = ""
	case !said && (fetched || k.SASL.Username != ""):
		k.SASL.Mechanism = "SCRAM-SHA-512"
	}
	if !l.merged.Exists("kafka.tls.enabled") {
		k.TLS.Enabled = k.SASL.Mechanism != "" || k.TLS != TLS{}
	}
}

func either(text, otherwise string) string {
	if text != "" {
		return text
	}
	return otherwise
}
