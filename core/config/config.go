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
	Kafka   Kafka   `yaml:"kafka"`
	Polling Polling `yaml:"polling"`
	Port    Port    `yaml:"port"`
	Limits  Limits  `yaml:"limits"`
	Store   Store   `yaml:"store"`
	Admin   Admin   `yaml:"admin"`
	HTTP    HTTP    `yaml:"http"`
	Wasm    Wasm    `yaml:"wasm"`
	Follow  Follow  `yaml:"follow"`
	Log     Log     `yaml:"log"`
	// Observe says where dray shows how it is.
	Observe Observe `yaml:"observe"`
	// Routes say which chain a run takes: that of the first whose `when` holds. Without
	// any there is one that takes all: the mapping, the modules of wasm.dir, and out.
	Routes []routes.Route `yaml:"routes"`

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
	Brokers []string `yaml:"brokers"`
	Topics  Topics   `yaml:"topics"`
	Group   string   `yaml:"group"` // the consumer group; ORG.dray if nothing is said, with port.org
	// Start is where a group without commits begins, also in librdkafka's words.
	Start string `yaml:"start" oneof:"earliest,latest,smallest=earliest,beginning=earliest,largest=latest,end=latest"`
	// SessionTimeout is as long as a crash holds up the partitions that the process held.
	SessionTimeout time.Duration `yaml:"session_timeout"`
	// InstanceID makes a static member, which never leaves its group: for a StatefulSet only.
	InstanceID string `yaml:"instance_id"`
	TLS        TLS    `yaml:"tls"`
	SASL       SASL   `yaml:"sasl"`
}

// Topics names the two topics that Port publishes on, and one of one's own.
type Topics struct {
	Runs    string `yaml:"runs"`    // ORG.runs if nothing is said, with port.org
	Changes string `yaml:"changes"` // ORG.change.log if nothing is said
	// DeadLetters is told of each run that is parked; "": none.
	DeadLetters string `yaml:"dead_letters"`
}

// TLS says whether and how the connection is encrypted.
type TLS struct {
	Enabled    bool   `yaml:"enabled"`                           // if nothing is said: on where SASL or anything else here is set
	CAFile     string `yaml:"ca_file" path:"true" live:"true"`   // PEM, trusted in place of the system's
	CertFile   string `yaml:"cert_file" path:"true" live:"true"` // PEM, a certificate of one's own
	KeyFile    string `yaml:"key_file" path:"true" live:"true"`  // PEM, the key to it
	ServerName string `yaml:"server_name" live:"true"`           // in the brokers' certificates, where it isn't their host
	// InsecureSkipVerify takes any certificate: whoever sits between reads all.
	InsecureSkipVerify bool `yaml:"insecure_skip_verify" live:"true"`
}

// SASL says how dray authenticates to Kafka.
type SASL struct {
	// Mechanism is SCRAM-SHA-512 if nothing is said and there is a user.
	Mechanism string `yaml:"mechanism" oneof:",PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,none"`
	Username  string `yaml:"username" live:"true"`               // at the brokers; fetched from Port with them
	Password  string `yaml:"password" secret:"true" live:"true"` // of that user, such as ${env:NAME}
}

// Port says how dray talks to Port and checks what Port signed.
type Port struct {
	Org      string `yaml:"org"`                   // the organisation's id, such as org_…
	URL      string `yaml:"url"`                   // of Port's API; in the US https://api.us.port.io
	ClientID string `yaml:"client_id" live:"true"` // without it and its secret nothing can be verified, nor reported
	// ClientSecret is what Port signs with, such as ${env:PORT_CLIENT_SECRET}.
	ClientSecret string `yaml:"client_secret" secret:"true" live:"true"`
	// PreviousClientSecret is accepted in signatures too, while a rotation is under way.
	PreviousClientSecret string `yaml:"previous_client_secret" secret:"true" live:"true"`
	// Verify off lets anyone who can write to the topic trigger pipelines.
	Verify bool `yaml:"verify" live:"true"`
}

// Limits bounds what dray holds at once.
type Limits struct {
	MaxInFlight  int           `yaml:"max_in_flight" live:"true"`  // requests on the wire
	MaxUnsettled int           `yaml:"max_unsettled" live:"true"`  // runs sent and not yet settled
	MaxWaiting   int           `yaml:"max_waiting" live:"true"`    // runs waiting for a retry
	Drain        time.Duration `yaml:"drain"`                      // how long a stop waits for what is under way
	MessageBytes int           `yaml:"message_bytes" unit:"bytes"` // the largest message that is read
}

// HTTP holds what every http step shares.
type HTTP struct {
	Hosts []string `yaml:"hosts" live:"true"` // where requests may go, such as circleci.com; empty: any host
}

// Wasm says where transform modules lie, and what holds for each that says nothing.
type Wasm struct {
	Dir            string        `yaml:"dir" path:"true" live:"true"`       // a folder, whose *.wasm are used by name
	Memory         int           `yaml:"memory" unit:"bytes" live:"true"`   // of one instance of a module
	Timeout        time.Duration `yaml:"timeout" live:"true"`               // of execution in one call
	CommandTimeout time.Duration `yaml:"command_timeout" live:"true"`       // the same for a WASI command, which begins anew with each run
	RequireDigest  bool          `yaml:"require_digest" live:"true"`        // refuse modules whose SHA-256 is pinned nowhere
	CacheDir       string        `yaml:"cache_dir" path:"true" live:"true"` // compiled modules are kept here; "": nowhere
}

// Log says what is logged.
type Log struct {
	// Level is the least that is logged, also in Python's words.
	Level    string `yaml:"level" live:"true" oneof:"debug,info,warn,error,notset=debug,warning=warn,critical=error,fatal=error"`
	Detailed bool   `yaml:"detailed"` // tell Port what an endpoint answered, with secrets masked
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
