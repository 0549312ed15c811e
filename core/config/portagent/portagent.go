package portagent

import (
	"strconv"
	"strings"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/layer"
	"github.com/drayhq/dray/core/config/tree"
)

// Settings are what the environment says.
type Settings struct {
	Layer    layer.Layer
	Streamer string // KAFKA, Polling, or what stands in their place
	// Local is a Port on the same machine, whose brokers need no credentials.
	Local    bool
	Mapping  string   // the mapping file; "" is the one that port-agent ships
	Timeout  string   // of the request to the endpoint, as a duration; "" leaves the default
	Insecure bool     // the endpoint's certificate is not checked
	Warnings []string // variables that change nothing here
}

// plain are the variables whose text is the key's value.
var plain = []struct{ variable, key string }{
	{"PORT_ORG_ID", "port.org"},
	{"PORT_CLIENT_ID", "port.client_id"},
	{"PORT_CLIENT_SECRET", "port.client_secret"},
	{"PORT_API_BASE_URL", "port.url"},
	{"KAFKA_CONSUMER_BOOTSTRAP_SERVERS", "kafka.brokers"},
	{"KAFKA_CONSUMER_BROKERS", "kafka.brokers"},
	{"KAFKA_CONSUMER_USERNAME", "kafka.sasl.username"},
	{"KAFKA_CONSUMER_PASSWORD", "kafka.sasl.password"},
	{"KAFKA_CONSUMER_AUTO_OFFSET_RESET", "kafka.start"},
	{"KAFKA_CONSUMER_GROUP_ID", "kafka.group"},
	{"KAFKA_RUNS_TOPIC", "kafka.topics.runs"},
	{"KAFKA_CHANGE_LOG_TOPIC", "kafka.topics.changes"},
	{"LOG_LEVEL", "log.level"},
	{"DETAILED_LOGGING", "log.detailed"},
}

// Read reads environ. An empty variable counts as unset.
func Read(environ map[string]string, schema layer.Schema) (Settings, error) {
	r := reader{environ: environ, schema: schema}
	r.out.Layer = layer.New()
	for _, entry := range plain {
		r.set(entry.variable, entry.key, environ[entry.variable])
	}
	r.security()
	r.session()
	r.webhook()
	r.streamer()
	r.polling()
	r.out.Local = r.boolean("USING_LOCAL_PORT_INSTANCE", false)
	if _, given := r.out.Layer.Values["kafka.brokers"]; r.out.Local && !given {
		r.set("USING_LOCAL_PORT_INSTANCE", "kafka.brokers", "localhost:9092")
	}
	r.out.Mapping = environ["CONTROL_THE_PAYLOAD_CONFIG_PATH"]
	r.ignored()
	return r.out, r.errs.Err()
}

type reader struct {
	environ map[string]string
	schema  layer.Schema
	out     Settings
	errs    tree.Errors
}

func (r *reader) set(variable, path, text string) {
	if text == "" {
		return
	}
	key, known := r.schema.Key(path)
	if !known {
		r.errs.Addf(variable, path, "no such key")
		return
	}
	r.errs.Add(r.out.Layer.Set(key, tree.Text(variable, path, text), ""))
}

func (r *reader) boolean(variable string, otherwise bool) bool {
	text := strings.TrimSpace(r.environ[variable])
	if text == "" {
		return otherwise
	}
	value, ok := decode.ParseBool(text)
	if !ok {
		r.errs.Addf(variable, "", "it takes true or false")
		return otherwise
	}
	return value
}

func (r *reader) session() {
	const variable = "KAFKA_CONSUMER_SESSION_TIMEOUT_MS"
	text := strings.TrimSpace(r.environ[variable])
	if text == "" {
		return
	}
	if _, err := strconv.Atoi(text); err != nil {
		r.errs.Addf(variable, "", "it takes a whole number of milliseconds")
		return
	}
	r.set(variable, "kafka.session_timeout", text+"ms")
}

func (r *reader) webhook() {
	r.out.Timeout = r.seconds("WEBHOOK_INVOKER_TIMEOUT")
	r.out.Insecure = !r.boolean("WEBHOOK_VERIFY_SSL", true)
}

func (r *reader) streamer() {
	r.out.Streamer = strings.ToUpper(strings.TrimSpace(r.environ["STREAMER_NAME"]))
	if r.out.Streamer == "" {
		r.out.Streamer = "KAFKA"
	}
}
