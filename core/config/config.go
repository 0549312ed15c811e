package config

import "time"

// Config is all that dray can be told, after every layer has been applied.
type Config struct {
	Kafka  Kafka   `yaml:"kafka"`
	Port   Port    `yaml:"port"`
	Limits Limits  `yaml:"limits"`
	HTTP   HTTP    `yaml:"http"`
	Wasm   Wasm    `yaml:"wasm"`
	Log    Log     `yaml:"log"`
	Routes []Route `yaml:"routes"`

	// Path is the config file that was read, "" when there was none; Dir is what
	// relative paths in the config are relative to.
	Path, Dir string `yaml:"-"`
}

// Kafka says where the runs come from.
type Kafka struct {
	Brokers        []string      `yaml:"brokers"` // empty: fetched from Port, with user and password
	Topics         Topics        `yaml:"topics"`
	Group          string        `yaml:"group"`
	Start          string        `yaml:"start"` // earliest or latest: where a group without commits begins
	SessionTimeout time.Duration `yaml:"session_timeout"`
	InstanceID     string        `yaml:"instance_id"`
	TLS            TLS           `yaml:"tls"`
	SASL           SASL          `yaml:"sasl"`
}

// Topics names the two topics that Port publishes on.
type Topics struct {
	Runs    string `yaml:"runs"`
	Changes string `yaml:"changes"`
}

// TLS says whether and how the connection is encrypted.
type TLS struct {
	Enabled            bool   `yaml:"enabled"`
	CAFile             string `yaml:"ca_file"`
	CertFile           string `yaml:"cert_file"`
	KeyFile            string `yaml:"key_file"`
	ServerName         string `yaml:"server_name"`
	InsecureSkipVerify bool   `yaml:"insecure_skip_verify"`
}

// SASL says how dray authenticates to Kafka.
type SASL struct {
	Mechanism string `yaml:"mechanism"` // "", PLAIN, SCRAM-SHA-256, SCRAM-SHA-512
	Username  string `yaml:"username"`
	Password  string `yaml:"password"`
}

// Port says how dray talks to Port and checks what Port signed.
type Port struct {
	Org                  string `yaml:"org"`
	URL                  string `yaml:"url"`
	ClientID             string `yaml:"client_id"`
	ClientSecret         string `yaml:"client_secret"`
	PreviousClientSecret string `yaml:"previous_client_secret"`
	Verify               bool   `yaml:"verify"` // on, off
}

// Limits bounds what dray holds at once.
type Limits struct {
	MaxInFlight  int           `yaml:"max_in_flight"` // requests on the wire
	MaxUnsettled int           `yaml:"max_unsettled"` // runs sent and not yet settled
	MaxWaiting   int           `yaml:"max_waiting"`   // runs waiting for a retry
	Drain        time.Duration `yaml:"drain"`
	MessageBytes int           `yaml:"message_bytes"` // written 10MiB
}

// HTTP holds what every http step shares.
type HTTP struct {
	Hosts []string `yaml:"hosts"` // empty: any host
}

// Wasm says where transform modules lie.
type Wasm struct {
	Dir string `yaml:"dir"`
}

// Log says what is logged.
type Log struct {
	Level    string `yaml:"level"`    // debug, info, warn, error
	Detailed bool   `yaml:"detailed"` // requests and replies, without secrets
}

// Route is one chain and when it is taken. The first route that matches wins.
type Route struct {
	Name    string        `yaml:"name"`
	When    string        `yaml:"when"`     // jq; "" matches always
	OrderBy string        `yaml:"order_by"` // jq; "" keeps no order
	MaxAge  time.Duration `yaml:"max_age"`  // 0: no bound
	Retry   Retry         `yaml:"retry"`
	// RetryUnknown repeats also what may have happened, at the risk of a second pipeline.
	RetryUnknown bool    `yaml:"retry_unknown"`
	Chain        []Stage `yaml:"-"`
}

// Retry says how a route's failed steps are repeated.
type Retry struct {
	Initial time.Duration `yaml:"initial"` // the first wait's upper end; doubles from there
	Max     time.Duration `yaml:"max"`     // the longest wait's upper end
	Total   time.Duration `yaml:"total"`   // from the first attempt to giving up
}

// Stage is one entry of a chain: a plugin and its settings.
type Stage struct {
	Plugin string
	// Decode fills a pointer to the plugin's settings, set to the defaults before.
	// An error says file, line and column.
	Decode func(into any) error
}
