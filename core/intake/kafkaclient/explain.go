package kafkaclient

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/config"
)

// Explain gives err with what to mend. The password never shows.
func Explain(err error, kafka config.Kafka) error {
	if advice := mend(err, kafka); advice != "" {
		return fmt.Errorf("%w: %s", err, advice)
	}
	return err
}

func mend(err error, kafka config.Kafka) string {
	if advice := mendReply(err, kafka); advice != "" {
		return advice
	}
	switch {
	case is[x509.UnknownAuthorityError](err):
		return "the broker's certificate comes from an authority that is not trusted here: name its certificate in kafka.tls.ca_file, or check that this is the right broker"
	case is[x509.HostnameError](err):
		return "the broker's certificate is for another name: mend kafka.brokers or set kafka.tls.server_name"
	case is[x509.CertificateInvalidError](err):
		return "the broker's certificate is not valid: renew it, or check this machine's clock"
	case is[tls.RecordHeaderError](err):
		return "the broker does not speak TLS on this port: mend kafka.brokers, or turn kafka.tls off (KAFKA_CONSUMER_SECURITY_PROTOCOL)"
	case is[*kgo.ErrFirstReadEOF](err), errors.Is(err, io.EOF):
		return hungUp(kafka.SASL)
	case is[*net.DNSError](err):
		return "check the host names in kafka.brokers (KAFKA_CONSUMER_BROKERS) and this machine's DNS"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing listens there: check kafka.brokers (KAFKA_CONSUMER_BROKERS) and that the broker runs"
	case strings.Contains(err.Error(), "tls alert record"): // kgo has no type for it
		return hungUp(kafka.SASL)
	case timedOut(err):
		return "no answer: check kafka.brokers (KAFKA_CONSUMER_BROKERS), that no firewall stands between, and whether the broker speaks TLS on this port (kafka.tls, KAFKA_CONSUMER_SECURITY_PROTOCOL)"
	}
	return ""
}

// mendReply is about what a broker answered.
func mendReply(err error, kafka config.Kafka) string {
	switch {
	case errors.Is(err, kerr.SaslAuthenticationFailed):
		return fmt.Sprintf("authentication failed for user %q: check KAFKA_CONSUMER_USERNAME and KAFKA_CONSUMER_PASSWORD (kafka.sasl)", kafka.SASL.Username)
	case errors.Is(err, kerr.UnsupportedSaslMechanism), errors.Is(err, kerr.IllegalSaslState):
		return fmt.Sprintf("the broker does not offer %q: check KAFKA_CONSUMER_AUTHENTICATION_MECHANISM (kafka.sasl.mechanism)", kafka.SASL.Mechanism)
	case errors.Is(err, kerr.TopicAuthorizationFailed):
		return fmt.Sprintf("user %q may not read the topic: grant READ on it, or mend kafka.topics", kafka.SASL.Username)
	case errors.Is(err, kerr.GroupAuthorizationFailed):
		return fmt.Sprintf("user %q may not use the group %q: Port allows those that begin with the organisation's id and a dot; mend kafka.group (KAFKA_CONSUMER_GROUP_ID)", kafka.SASL.Username, kafka.Group)
	case errors.Is(err, kerr.UnknownTopicOrPartition):
		return "make it or mend kafka.topics (KAFKA_RUNS_TOPIC, KAFKA_CHANGE_LOG_TOPIC)"
	case errors.Is(err, kerr.InvalidSessionTimeout):
		return fmt.Sprintf("the broker does not allow a session timeout of %v: mend kafka.session_timeout (KAFKA_CONSUMER_SESSION_TIMEOUT_MS)", kafka.SessionTimeout)
	case errors.Is(err, kerr.InconsistentGroupProtocol):
		return fmt.Sprintf("the group %q has members that assign partitions in another way: they must allow range or roundrobin (partition.assignment.strategy), or kafka.group must be another", kafka.Group)
	case errors.Is(err, kerr.FencedInstanceID):
		return fmt.Sprintf("another member joined as %q: give each replica its own kafka.instance_id, or none", kafka.InstanceID)
	}
	return ""
}

// hungUp is about a broker that closes the connection without a word.
func hungUp(s config.SASL) string {
	advice := "the broker hung up: check that kafka.tls and kafka.sasl (KAFKA_CONSUMER_SECURITY_PROTOCOL, KAFKA_CONSUMER_AUTHENTICATION_MECHANISM) are what it asks for on this port"
	if s.Username != "" {
		advice += fmt.Sprintf(", and the password of user %q (KAFKA_CONSUMER_USERNAME, KAFKA_CONSUMER_PASSWORD)", s.Username)
	}
	return advice
}

func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

func timedOut(err error) bool {
	timeout, ok := errors.AsType[net.Error](err)
	return ok && timeout.Timeout() || errors.Is(err, context.DeadlineExceeded)
}
