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
		Wasm: Wasm{Dir: "transforms"},
		Log:  Log{Level: "info"},
	}
}

func defaultRetry() Retry {
	return Retry{Initial: 500 * time.Millisecond, Max: 30 * time.Second, Total: 5 * time.Minute}
}

// future is what the contract names and this version does not have.
func future() []string {
	return []string{
		"store", "observe", "admin", "polling",
		"wasm.memory", "wasm.timeout", "wasm.require_digest", "wasm.cache_dir",
	}
}
