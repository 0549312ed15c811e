package config

import (
	"slices"
	"time"

	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/core/config/tree"
)

// Config is all that dray can be told, after every layer has been applied. What is
// tagged live:"true", and the routes, can change while dray runs; see [Config.Renew].
type Config struct {
	Kafka  Kafka  `yaml:"kafka"`
	Port   Port   `yaml:"port"`
	Limits Limits `yaml:"limits"`
	Store  Store  `yaml:"store"`
	Admin  Admin  `yaml:"admin"`
	HTTP   HTTP   `yaml:"http"`
	Wasm   Wasm   `yaml:"wasm"`
	Follow Follow `yaml:"follow"`
	Log    Log    `yaml:"log"`
	// Observe says where dray shows how it is.
	Observe Observe        `yaml:"observe"`
	Routes  []routes.Route `yaml:"routes"`

	// Path is the config file that was read, "" when there was none; Dir is what
	// relative paths in a stage's settings are relative to: the file's folder, or
	// the working directory. The paths in this struct are already joined with it.
	Path, Dir string `yaml:"-"`
	// Warnings are for the log, once: what was set and changes nothing.
	Warnings []string `yaml:"-"`

	origins  map[string]string
	secrets  []string
	streamer string
}

// Kafka says where the runs come from.
type Kafka struct {
	// Brokers are host:port. Empty: fetched from Port, with user and password,
	// which are then used if SASL has a mechanism.
	Brokers        []string      `yaml:"brokers"`
	Topics         Topics        `yaml:"topics"`
	Group          string        `yaml:"group"`
	Start          string        `yaml:"start"` // earliest or latest: where a group without commits begins
	SessionTimeout time.Duration `yaml:"session_timeout"`
	InstanceID     string        `yaml:"instance_id"`
	TLS            TLS           `yaml:"tls"`
	SASL           SASL          `yaml:"sasl"`
}

// Topics names the two topics that Port publishes on, and one of one's own.
type Topics struct {
	Runs    string `yaml:"runs"`
	Changes string `yaml:"changes"`
	// DeadLetters is told of each run that is parked; "": none.
	DeadLetters string `yaml:"dead_letters"`
}

// TLS says whether and how the connection is encrypted.
type TLS struct {
	Enabled            bool   `yaml:"enabled"`
	CAFile             string `yaml:"ca_file" path:"true" live:"true"`
	CertFile           string `yaml:"cert_file" path:"true" live:"true"`
	KeyFile            string `yaml:"key_file" path:"true" live:"true"`
	ServerName         string `yaml:"server_name" live:"true"`
	InsecureSkipVerify bool   `yaml:"insecure_skip_verify" live:"true"`
}

// SASL says how dray authenticates to Kafka.
type SASL struct {
	Mechanism string `yaml:"mechanism"` // "", PLAIN, SCRAM-SHA-256, SCRAM-SHA-512
	Username  string `yaml:"username" live:"true"`
	Password  string `yaml:"password" secret:"true" live:"true"`
}

// Port says how dray talks to Port and checks what Port signed.
type Port struct {
	Org                  string `yaml:"org"`
	URL                  string `yaml:"url"`
	ClientID             string `yaml:"client_id" live:"true"`
	ClientSecret         string `yaml:"client_secret" secret:"true" live:"true"`
	PreviousClientSecret string `yaml:"previous_client_secret" secret:"true" live:"true"`
	Verify               bool   `yaml:"verify" live:"true"` // on, off
}

// Limits bounds what dray holds at once.
type Limits struct {
	MaxInFlight  int           `yaml:"max_in_flight" live:"true"` // requests on the wire
	MaxUnsettled int           `yaml:"max_unsettled" live:"true"` // runs sent and not yet settled
	MaxWaiting   int           `yaml:"max_waiting" live:"true"`   // runs waiting for a retry
	Drain        time.Duration `yaml:"drain"`
	MessageBytes int           `yaml:"message_bytes" unit:"bytes"` // written 10MiB
}

// HTTP holds what every http step shares.
type HTTP struct {
	Hosts []string `yaml:"hosts" live:"true"` // empty: any host
}

// Wasm says where transform modules lie, and what holds for each that says nothing.
type Wasm struct {
	Dir            string        `yaml:"dir" path:"true" live:"true"`
	Memory         int           `yaml:"memory" unit:"bytes" live:"true"`
	Timeout        time.Duration `yaml:"timeout" live:"true"`         // of execution in one call
	CommandTimeout time.Duration `yaml:"command_timeout" live:"true"` // the same for WASI commands
	RequireDigest  bool          `yaml:"require_digest" live:"true"`
	CacheDir       string        `yaml:"cache_dir" path:"true" live:"true"`
}

// Log says what is logged.
type Log struct {
	Level    string `yaml:"level" live:"true"` // debug, info, warn, error
	Detailed bool   `yaml:"detailed"`          // tell Port what an endpoint answered, with secrets masked
}

// Secrets are the values that must not be shown: the keys that are secret, and
// what ${env:NAME} and ${file:PATH} put into routes, but for addresses without
// a password in them.
func (c *Config) Secrets() []string { return slices.Clone(c.secrets) }

// Errorf says what is wrong with the value of a key, such as "http.hosts", and
// where it was written.
func (c *Config) Errorf(key, format string, args ...any) error {
	return tree.Errorf(c.origins[key], key, format, args...)
}

// Origin says where a key's value was written: "dray.yaml:12:5", the name of a
// variable, "flag", or "default".
func (c *Config) Origin(key string) string { return either(c.origins[key], "default") }
