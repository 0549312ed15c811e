package portagent

import "strings"

const (
	protocolVariable  = "KAFKA_CONSUMER_SECURITY_PROTOCOL"
	mechanismVariable = "KAFKA_CONSUMER_AUTHENTICATION_MECHANISM"
	// usual is the mechanism of Port's own cluster.
	usual = "SCRAM-SHA-512"
)

// security reads protocol and mechanism in any case, as librdkafka does. As
// there, the protocol has the last word: with one that has no SASL in it the
// mechanism says nothing.
func (r *reader) security() {
	protocol := strings.ToUpper(strings.TrimSpace(r.environ[protocolVariable]))
	mechanism := strings.TrimSpace(r.environ[mechanismVariable])
	switch protocol {
	case "":
		r.set(mechanismVariable, "kafka.sasl.mechanism", mechanism)
	case "PLAINTEXT", "SSL", "NONE":
		r.set(protocolVariable, "kafka.sasl.mechanism", "none")
	case "SASL_PLAINTEXT", "SASL_SSL":
		if mechanism == "" {
			r.set(protocolVariable, "kafka.sasl.mechanism", usual)
		}
		r.set(mechanismVariable, "kafka.sasl.mechanism", mechanism)
	default:
		r.errs.Addf(protocolVariable, "", "it takes PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL")
		return
	}
	if protocol != "" {
		encrypted := "off"
		if strings.HasSuffix(protocol, "SSL") {
			encrypted = "on"
		}
		r.set(protocolVariable, "kafka.tls.enabled", encrypted)
	}
}
