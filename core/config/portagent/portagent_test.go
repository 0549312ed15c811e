package portagent_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config/layer"
	"github.com/drayhq/dray/core/config/portagent"
)

// keys are those that the reference's environment can set.
type keys struct {
	Kafka struct {
		Brokers []string `yaml:"brokers"`
		Topics  struct {
			Runs    string `yaml:"runs"`
			Changes string `yaml:"changes"`
		} `yaml:"topics"`
		Group          string        `yaml:"group"`
		Start          string        `yaml:"start"`
		SessionTimeout time.Duration `yaml:"session_timeout"`
		TLS            struct {
			Enabled bool `yaml:"enabled"`
		} `yaml:"tls"`
		SASL struct {
			Mechanism string `yaml:"mechanism"`
			Username  string `yaml:"username"`
			Password  string `yaml:"password"`
		} `yaml:"sasl"`
	} `yaml:"kafka"`
	Port struct {
		Org          string `yaml:"org"`
		URL          string `yaml:"url"`
		ClientID     string `yaml:"client_id"`
		ClientSecret string `yaml:"client_secret"`
	} `yaml:"port"`
	Polling struct {
		Enabled  bool          `yaml:"enabled"`
		Interval time.Duration `yaml:"interval"`
		Batch    int           `yaml:"batch"`
		Backoff  struct {
			Initial time.Duration `yaml:"initial"`
			Max     time.Duration `yaml:"max"`
			Factor  float64       `yaml:"factor"`
			Jitter  float64       `yaml:"jitter"`
		} `yaml:"backoff"`
		GiveUp time.Duration `yaml:"give_up"`
	} `yaml:"polling"`
	Log struct {
		Level    string `yaml:"level"`
		Detailed bool   `yaml:"detailed"`
	} `yaml:"log"`
}

func read(environ map[string]string) (portagent.Settings, error) {
	return portagent.Read(environ, layer.NewSchema(reflect.TypeFor[keys]()))
}

func TestWholeEnvironment(t *testing.T) {
	got, err := read(map[string]string{
		"STREAMER_NAME": "kafka", "PORT_ORG_ID": "org", "PORT_CLIENT_ID": "id", "PORT_CLIENT_SECRET": "a ${env:B}",
		"PORT_API_BASE_URL": "https://p", "KAFKA_CONSUMER_BROKERS": "a:1,b:2", "KAFKA_CONSUMER_BOOTSTRAP_SERVERS": "c:3",
		"KAFKA_CONSUMER_USERNAME": "u", "KAFKA_CONSUMER_PASSWORD": "p", "KAFKA_CONSUMER_SECURITY_PROTOCOL": "sasl_ssl",
		"KAFKA_CONSUMER_AUTHENTICATION_MECHANISM": "scram-sha-256", "KAFKA_CONSUMER_SESSION_TIMEOUT_MS": "45000",
		"KAFKA_CONSUMER_AUTO_OFFSET_RESET": "largest", "KAFKA_CONSUMER_GROUP_ID": "g", "KAFKA_RUNS_TOPIC": "r",
		"KAFKA_CHANGE_LOG_TOPIC": "c", "CONTROL_THE_PAYLOAD_CONFIG_PATH": "m.json", "WEBHOOK_INVOKER_TIMEOUT": "30",
		"WEBHOOK_VERIFY_SSL": "0", "LOG_LEVEL": "WARNING", "DETAILED_LOGGING": "True", "POLLING_RUNS_BATCH_SIZE": "20",
		"AGENT_ENVIRONMENTS": "prod", "USING_LOCAL_PORT_INSTANCE": "false", "UNRELATED": "x",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := portagent.Settings{
		Streamer: "KAFKA", Mapping: "m.json", Timeout: "30s", Insecure: true,
		Warnings: []string{
			"AGENT_ENVIRONMENTS changes nothing: dray takes the runs of every environment; write routes with a when to choose",
			"POLLING_RUNS_BATCH_SIZE changes nothing: dray reads runs from Kafka",
		},
		Layer: layer.Layer{Values: map[string]any{
			"port.org": "org", "port.client_id": "id", "port.client_secret": "a ${env:B}", "port.url": "https://p",
			"kafka.brokers": []string{"a:1", "b:2"}, "kafka.sasl.username": "u", "kafka.sasl.password": "p",
			"kafka.sasl.mechanism": "scram-sha-256", "kafka.tls.enabled": true, "kafka.session_timeout": 45 * time.Second,
			"kafka.start": "largest", "kafka.group": "g", "kafka.topics.runs": "r", "kafka.topics.changes": "c",
			"log.level": "WARNING", "log.detailed": true,
		}},
	}
	got.Layer.Origins = nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestNothingSet(t *testing.T) {
	got, err := read(map[string]string{"PORT_ORG_ID": "", "POLLING_X": "", "WEBHOOK_VERIFY_SSL": ""})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(portagent.Settings{Streamer: "KAFKA", Layer: layer.New()}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestSecurity(t *testing.T) {
	tests := []struct {
		protocol, mechanism string
		want                map[string]any
	}{
		{"", "none", map[string]any{"kafka.sasl.mechanism": "none"}},
		{"", "PLAIN", map[string]any{"kafka.sasl.mechanism": "PLAIN"}},
		{"plaintext", "", map[string]any{"kafka.sasl.mechanism": "none", "kafka.tls.enabled": false}},
		{"PLAINTEXT", "SCRAM-SHA-512", map[string]any{"kafka.sasl.mechanism": "none", "kafka.tls.enabled": false}},
		{"SSL", "", map[string]any{"kafka.sasl.mechanism": "none", "kafka.tls.enabled": true}},
		{"SASL_SSL", "", map[string]any{"kafka.sasl.mechanism": "SCRAM-SHA-512", "kafka.tls.enabled": true}},
		{"SASL_SSL", "none", map[string]any{"kafka.sasl.mechanism": "none", "kafka.tls.enabled": true}},
		{"Sasl_Plaintext", "PLAIN", map[string]any{"kafka.sasl.mechanism": "PLAIN", "kafka.tls.enabled": false}},
	}
	for _, tt := range tests {
		t.Run(tt.protocol+" "+tt.mechanism, func(t *testing.T) {
			got, err := read(map[string]string{
				"KAFKA_CONSUMER_SECURITY_PROTOCOL": tt.protocol, "KAFKA_CONSUMER_AUTHENTICATION_MECHANISM": tt.mechanism,
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got.Layer.Values); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestBadValues(t *testing.T) {
	for name, want := range map[string]string{
		"WEBHOOK_VERIFY_SSL":                "WEBHOOK_VERIFY_SSL: it takes true or false",
		"USING_LOCAL_PORT_INSTANCE":         "USING_LOCAL_PORT_INSTANCE: it takes true or false",
		"DETAILED_LOGGING":                  "DETAILED_LOGGING: log.detailed: it takes on or off",
		"WEBHOOK_INVOKER_TIMEOUT":           "WEBHOOK_INVOKER_TIMEOUT: it takes a number of seconds above 0",
		"KAFKA_CONSUMER_SESSION_TIMEOUT_MS": "KAFKA_CONSUMER_SESSION_TIMEOUT_MS: it takes a whole number of milliseconds",
		"KAFKA_CONSUMER_SECURITY_PROTOCOL":  "KAFKA_CONSUMER_SECURITY_PROTOCOL: it takes PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL",
	} {
		if _, err := read(map[string]string{name: "-perhaps"}); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}
