package broker

import (
	"strings"

	"github.com/drayhq/dray/core/config"
)

// User gives the config of a client with the rights that Port grants.
func (b *Broker) User() config.Kafka { return b.user }

// Writer gives the credentials of a client that may produce as well.
func (b *Broker) Writer() config.SASL { return b.writer }

// Environ gives port-agent's variables for the broker.
func (b *Broker) Environ() []string {
	protocol, mechanism := "PLAINTEXT", "none"
	if b.user.TLS.Enabled {
		protocol = "SSL"
	}
	if b.user.SASL.Mechanism != "" {
		protocol, mechanism = "SASL_"+protocol, b.user.SASL.Mechanism
	}
	return []string{
		"KAFKA_CONSUMER_BROKERS=" + strings.Join(b.user.Brokers, ","),
		"KAFKA_CONSUMER_SECURITY_PROTOCOL=" + protocol,
		"KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=" + mechanism,
		"KAFKA_CONSUMER_USERNAME=" + b.user.SASL.Username,
		"KAFKA_CONSUMER_PASSWORD=" + b.user.SASL.Password,
		"DRAY_KAFKA_TLS_CA_FILE=" + b.user.TLS.CAFile,
	}
}
