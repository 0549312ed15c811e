package config

import (
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/drayhq/dray/core/config/portagent"
	"github.com/drayhq/dray/core/config/tree"
)

const positive = "it must be above 0"

// leastSession is the least that Kafka's client takes.
const leastSession = 100 * time.Millisecond

// check says what no value may be, whichever layer it is from.
func (l *loader) check() {
	c := l.config
	l.must("limits.max_in_flight", c.Limits.MaxInFlight > 0, positive)
	l.must("limits.max_waiting", c.Limits.MaxWaiting > 0, positive)
	l.must("limits.message_bytes", c.Limits.MessageBytes > 0, positive)
	l.must("limits.drain", c.Limits.Drain > 0, positive)
	l.must("limits.max_unsettled", c.Limits.MaxUnsettled >= c.Limits.MaxInFlight,
		"it must be at least limits.max_in_flight, which is "+strconv.Itoa(c.Limits.MaxInFlight))
	l.must("kafka.session_timeout", c.Kafka.SessionTimeout >= leastSession,
		"it must be at least "+leastSession.String()+"; most brokers want 6s or more")
	l.must("port.url", absolute(c.Port.URL), "it takes an address such as https://api.getport.io")

	l.polling()
	l.admin()
	l.observe()

	tls := c.Kafka.TLS
	l.must("kafka.tls.cert_file", tls.KeyFile == "" || tls.CertFile != "", "kafka.tls.key_file needs it beside it")
	l.must("kafka.tls.key_file", tls.CertFile == "" || tls.KeyFile != "", "kafka.tls.cert_file needs it beside it")
	for _, broker := range c.Kafka.Brokers {
		l.must("kafka.brokers", address(broker), "a broker is host:port, such as kafka.example.com:9196")
	}
}

// must says text about key, where its value stands, unless it is ok.
func (l *loader) must(key string, ok bool, text string) {
	if !ok {
		l.errs.Addf(l.config.origins[key], key, "%s", text)
	}
}

func absolute(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func address(text string) bool {
	host, port, err := net.SplitHostPort(text)
	number, bad := strconv.ParseUint(port, 10, 16)
	return err == nil && bad == nil && host != "" && number > 0 && !strings.ContainsAny(host, "/ ")
}

// CheckKafka says what is missing to read from Kafka.
func (c *Config) CheckKafka() error {
	var errs tree.Errors
	lacks := func(key string, missing bool, text string) {
		if missing {
			errs.Addf(c.origins[key], key, "%s", text)
		}
	}
	k, fetched := c.Kafka, len(c.Kafka.Brokers) == 0
	unnamed := k.Topics.Runs == "" || k.Topics.Changes == "" || k.Group == ""
	lacks("port.org", c.Port.Org == "" && unnamed,
		"not set; set PORT_ORG_ID, or kafka.topics and kafka.group")
	lacks("kafka.brokers", fetched && (c.Port.ClientID == "" || c.Port.ClientSecret == ""),
		"not set; set KAFKA_CONSUMER_BROKERS, or PORT_CLIENT_ID and PORT_CLIENT_SECRET to fetch them from Port")
	if k.SASL.Mechanism != "" && !fetched {
		lacks("kafka.sasl.username", k.SASL.Username == "",
			"not set, and the mechanism "+k.SASL.Mechanism+
				" needs it; set KAFKA_CONSUMER_USERNAME and KAFKA_CONSUMER_PASSWORD, or the mechanism none")
		lacks("kafka.sasl.password", k.SASL.Username != "" && k.SASL.Password == "",
			"not set, and kafka.sasl.username is; set KAFKA_CONSUMER_PASSWORD")
	}
	return errs.Err()
}

// CheckRun says what is missing to work runs off.
func (c *Config) CheckRun() error {
	var errs tree.Errors
	if c.streamer != "KAFKA" && c.streamer != portagent.Polling {
		errs.Addf("STREAMER_NAME", "", "it takes KAFKA or POLLING")
	}
	if c.Polling.Enabled {
		errs.Add(c.checkClaims())
		return errs.Err()
	}
	const pair = "not set, and the other of PORT_CLIENT_ID and PORT_CLIENT_SECRET is; set both, or none of them"
	if c.Port.ClientID == "" && c.Port.ClientSecret != "" {
		errs.Addf("", "port.client_id", pair)
	}
	if c.Port.ClientID != "" && c.Port.ClientSecret == "" {
		errs.Addf("", "port.client_secret", pair)
	}
	errs.Add(c.CheckKafka())
	return errs.Err()
}
