package config

import (
	"github.com/drayhq/dray/core/config/tree"
)

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
	const streamer = "STREAMER_NAME"
	switch c.streamer {
	case "KAFKA":
	case "POLLING":
		errs.Addf(streamer, "", "POLLING is not available in this version of dray; set it to KAFKA")
	default:
		errs.Addf(streamer, "", "it takes KAFKA or POLLING")
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
