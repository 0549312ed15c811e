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
	access, err := NewAccess(kafka)
	if err != nil {
		return nil, err
	}
	return access.Options()
}

func (a *Access) options(judge func(error) error) ([]kgo.Opt, error) {
	seeds := brokers(a.kafka.Brokers)
	if len(seeds) == 0 {
		return nil, errors.New("no Kafka broker is given: set kafka.brokers (KAFKA_CONSUMER_BROKERS), or Port's credentials to fetch them with")
	}
	opts := []kgo.Opt{
		kgo.SeedBrokers(seeds...), kgo.ClientID("dray"), kgo.DisableClientMetrics(),
		kgo.Dialer(func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := a.dial(ctx, network, address)
			return conn, judge(err)
		}),
	}
	mechanism, err := a.mechanism()
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

// mechanism gives nil where there is nothing to authenticate with. Names are taken in
// any case, as librdkafka does.
func (a *Access) mechanism() (sasl.Mechanism, error) {
	s := a.kafka.SASL
	name := strings.ToUpper(s.Mechanism)
	if name == "" || name == "NONE" {
		return nil, nil
	}
	if s.Username == "" || s.Password == "" {
		return nil, fmt.Errorf("kafka.sasl.mechanism is %s, but user or password is missing: set kafka.sasl.username and password (KAFKA_CONSUMER_USERNAME, KAFKA_CONSUMER_PASSWORD)", name)
	}
	switch name {
	case "PLAIN":
		return plain.Plain(a.plain), nil
	case "SCRAM-SHA-256":
		return scram.Sha256(a.scram), nil
	case "SCRAM-SHA-512":
		return scram.Sha512(a.scram), nil
	}
	return nil, fmt.Errorf("kafka.sasl.mechanism %q is not known: use PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or none", s.Mechanism)
}
