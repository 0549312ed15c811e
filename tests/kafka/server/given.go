package server

import (
	"os"

	"github.com/drayhq/dray/core/config"
)

// Given gives the config of a broker that one already has: KAFKA_BROKERS, with
// KAFKA_USERNAME and KAFKA_PASSWORD, KAFKA_MECHANISM (SCRAM-SHA-512 if there is a
// user), and KAFKA_CA, a file with the authority to trust. With a user or an
// authority it goes over TLS, unless KAFKA_TLS is off. The user must be allowed
// to make topics. False: KAFKA_BROKERS is not set.
func Given() (config.Kafka, bool) {
	brokers := os.Getenv("KAFKA_BROKERS")
	if brokers == "" {
		return config.Kafka{}, false
	}
	kafka := config.Kafka{
		Brokers: []string{brokers},
		TLS:     config.TLS{CAFile: os.Getenv("KAFKA_CA")},
		SASL:    config.SASL{Mechanism: os.Getenv("KAFKA_MECHANISM"), Username: os.Getenv("KAFKA_USERNAME"), Password: os.Getenv("KAFKA_PASSWORD")},
	}
	if kafka.SASL.Username != "" && kafka.SASL.Mechanism == "" {
		kafka.SASL.Mechanism = "SCRAM-SHA-512"
	}
	kafka.TLS.Enabled = os.Getenv("KAFKA_TLS") != "off" && (kafka.SASL.Username != "" || kafka.TLS.CAFile != "")
	return kafka, true
}
