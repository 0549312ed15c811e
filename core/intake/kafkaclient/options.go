package kafkaclient

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/sasl"
	"github.com/twmb/franz-go/pkg/sasl/plain"
	"github.com/twmb/franz-go/pkg/sasl/scram"

	"github.com/drayhq/dray/core/config"
)

// Options gives what every client of the configured cluster needs: where it is
// and how to authenticate. It reads the TLS files and does not connect. An error
// names the setting to mend.
func Options(kafka config.Kafka) ([]kgo.Opt, error) {
	return options(kafka, func(err error) error { return err })
}

// Patient gives the same for a client that has to outlive its brokers' restarts:
// while no broker listens, its requests wait and are repeated. Otherwise kgo gives
// up at once when the last broker refuses, and with that the group's membership,
// of which the broker still knows when it is back.
func Patient(kafka config.Kafka) ([]kgo.Opt, error) { return options(kafka, passing) }

func options(kafka config.Kafka, judge func(error) error) ([]kgo.Opt, error) {
	seeds := brokers(kafka.Brokers)
	if len(seeds) == 0 {
		return nil, errors.New("no Kafka broker is given: set kafka.brokers (KAFKA_CONSUMER_BROKERS), or Port's credentials to fetch them with")
	}
	dial, err := dialer(kafka.TLS)
	if err != nil {
		return nil, err
	}
	opts := []kgo.Opt{
		kgo.SeedBrokers(seeds...), kgo.ClientID("dray"), kgo.DisableClientMetrics(),
		kgo.Dialer(func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dial(ctx, network, address)
			return conn, judge(err)
		}),
	}
	mechanism, err := saslMechanism(kafka.SASL)
	if err != nil {
		return nil, err
	}
	if mechanism != nil {
		opts = append(opts, kgo.SASL(mechanism))
	}
	return opts, nil
}

// brokers cleans addresses up. librdkafka, whose settings we are given, allows
// blanks around them and a protocol before (SASL_SSL://host:port).
func brokers(addresses []string) []string {
	var seeds []string
	for _, list := range addresses {
		for address := range strings.SplitSeq(list, ",") {
			address = strings.TrimSpace(address)
			if _, rest, ok := strings.Cut(address, "://"); ok {
				address = rest
			}
			if address != "" {
				seeds = append(seeds, address)
			}
		}
	}
	return seeds
}

// saslMechanism gives nil where there is nothing to authenticate with. Names are
// taken in any case, as librdkafka does.
func saslMechanism(s config.SASL) (sasl.Mechanism, error) {
	name := strings.ToUpper(s.Mechanism)
	if name == "" || name == "NONE" {
		return nil, nil
	}
	if s.Username == "" || s.Password == "" {
		return nil, fmt.Errorf("kafka.sasl.mechanism is %s, but user or password is missing: set kafka.sasl.username and password (KAFKA_CONSUMER_USERNAME, KAFKA_CONSUMER_PASSWORD)", name)
	}
	login := scram.Auth{User: s.Username, Pass: s.Password}
	switch name {
	case "PLAIN":
		return plain.Auth{User: s.Username, Pass: s.Password}.AsMechanism(), nil
	case "SCRAM-SHA-256":
		return login.AsSha256Mechanism(), nil
	case "SCRAM-SHA-512":
		return login.AsSha512Mechanism(), nil
	}
	return nil, fmt.Errorf("kafka.sasl.mechanism %q is not known: use PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or none", s.Mechanism)
}
