package config_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config"
)

func TestKafkaOfPortAgent(t *testing.T) {
	const (
		port    = "PORT_CLIENT_ID=id PORT_CLIENT_SECRET=secret "
		brokers = "KAFKA_CONSUMER_BROKERS=a:1,b:2 "
		user    = "KAFKA_CONSUMER_USERNAME=u KAFKA_CONSUMER_PASSWORD=p "
	)
	scram := config.SASL{Mechanism: "SCRAM-SHA-512"}
	scramUser := config.SASL{Mechanism: "SCRAM-SHA-512", Username: "u", Password: "p"}
	ab := []string{"a:1", "b:2"}
	tests := []struct {
		name, environ string
		brokers       []string
		tls           bool
		sasl          config.SASL
		run           string // the error
	}{
		{"the seed's install", brokers + user +
			"KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=SCRAM-SHA-512 KAFKA_CONSUMER_SECURITY_PROTOCOL=SASL_SSL", ab, true, scramUser, ""},
		{"only a user", brokers + user, ab, true, scramUser, ""},
		{"fetched", port, nil, true, scram, ""},
		{"fetched, as in port's documentation", port +
			"KAFKA_CONSUMER_SECURITY_PROTOCOL=SASL_SSL KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=SCRAM-SHA-512", nil, true, scram, ""},
		{"fetched though there are brokers", port + brokers + "KAFKA_CONSUMER_SECURITY_PROTOCOL=SASL_SSL", nil, true, scram, ""},
		{"fetched, plain", port + "KAFKA_CONSUMER_SECURITY_PROTOCOL=plaintext KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=none",
			nil, false, config.SASL{}, ""},
		{"plain", brokers + "KAFKA_CONSUMER_SECURITY_PROTOCOL=plaintext KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=none",
			ab, false, config.SASL{}, ""},
		{"plain with credentials of port", port + brokers + "KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=None", ab, false, config.SASL{}, ""},
		{"brokers alone", brokers, ab, false, config.SASL{}, ""},
		{"any case", brokers + user + "KAFKA_CONSUMER_SECURITY_PROTOCOL=sasl_plaintext KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=plain",
			ab, false, config.SASL{Mechanism: "PLAIN", Username: "u", Password: "p"}, ""},
		{"encrypted, without a user", brokers + "KAFKA_CONSUMER_SECURITY_PROTOCOL=ssl", ab, true, config.SASL{}, ""},
		{"the other name", "KAFKA_CONSUMER_BOOTSTRAP_SERVERS=a:1,b:2", ab, false, config.SASL{}, ""},
		{"a local port", port + "USING_LOCAL_PORT_INSTANCE=True", []string{"localhost:9092"}, false, config.SASL{}, ""},
		{"a user without password", brokers + "KAFKA_CONSUMER_USERNAME=u", ab, true,
			config.SASL{Mechanism: "SCRAM-SHA-512", Username: "u"}, "kafka.sasl.password: not set"},
		{"a mechanism without user", brokers + "KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=PLAIN", ab, true,
			config.SASL{Mechanism: "PLAIN"}, "kafka.sasl.username: not set"},
		{"nothing", "", nil, true, scram, "kafka.brokers: not set; set KAFKA_CONSUMER_BROKERS, or PORT_CLIENT_ID"},
		{"half of a pair", brokers + "PORT_CLIENT_ID=id", ab, false, config.SASL{}, "port.client_secret: not set"},
		{"the other half", brokers + "PORT_CLIENT_SECRET=secret", ab, false, config.SASL{}, "port.client_id: not set"},
		{"polling, which leaves it as it is", port + brokers + "STREAMER_NAME=POLLING", ab, false, config.SASL{}, ""},
		{"another streamer", brokers + "STREAMER_NAME=RABBIT", ab, false, config.SASL{}, "STREAMER_NAME: it takes KAFKA or POLLING"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := must(t)(files{}.load(append(strings.Fields(tt.environ), "PORT_ORG_ID=org")...))
			if diff := cmp.Diff(tt.brokers, c.Kafka.Brokers); diff != "" {
				t.Errorf("brokers (-want +got)\n%s", diff)
			}
			if c.Kafka.TLS.Enabled != tt.tls || c.Kafka.SASL != tt.sasl {
				t.Errorf("tls %v, sasl %+v", c.Kafka.TLS.Enabled, c.Kafka.SASL)
			}
			if c.Kafka.Topics != (config.Topics{Runs: "org.runs", Changes: "org.change.log"}) || c.Kafka.Group != "org.dray" {
				t.Errorf("topics %+v, group %s", c.Kafka.Topics, c.Kafka.Group)
			}
			switch err := c.CheckRun(); {
			case tt.run == "" && err != nil:
				t.Errorf("running: %v", err)
			case tt.run != "" && (err == nil || !strings.Contains(err.Error(), tt.run)):
				t.Errorf("running: %v, want %s", err, tt.run)
			}
		})
	}
}

func TestNamesWithoutAnOrganisation(t *testing.T) {
	c := must(t)(files{}.load("KAFKA_CONSUMER_BROKERS=a:1"))
	if err := c.CheckKafka(); err == nil || err.Error() != "port.org: not set; set PORT_ORG_ID, or kafka.topics and kafka.group" {
		t.Errorf("got %v", err)
	}
	c = must(t)(files{}.load("KAFKA_CONSUMER_BROKERS=a:1", "KAFKA_RUNS_TOPIC=r", "KAFKA_CHANGE_LOG_TOPIC=c", "KAFKA_CONSUMER_GROUP_ID=g"))
	if err := c.CheckKafka(); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestStartAliases(t *testing.T) {
	for text, want := range map[string]string{
		"smallest": "earliest", "Earliest": "earliest", "beginning": "earliest", "": "earliest",
		"largest": "latest", "LATEST": "latest", "end": "latest",
	} {
		c := must(t)(files{}.load("KAFKA_CONSUMER_AUTO_OFFSET_RESET=" + text))
		if c.Kafka.Start != want {
			t.Errorf("%q is %q, want %q", text, c.Kafka.Start, want)
		}
	}
}
