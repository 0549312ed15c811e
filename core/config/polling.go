package config

import (
	"math"
	"strings"
	"time"

	"github.com/drayhq/dray/core/config/portagent"
	"github.com/drayhq/dray/core/config/tree"
)

// Polling says whether runs are claimed from Port's API, in place of Kafka, and how.
type Polling struct {
	Enabled bool `yaml:"enabled"` // claim runs from Port and leave Kafka alone; STREAMER_NAME=POLLING sets it
	// Interval is the pause after a claim that gave less than a batch.
	Interval time.Duration `yaml:"interval"`
	Batch    int           `yaml:"batch"` // runs claimed at once, from 1 to 100
	// Visibility is how long what was claimed and not begun is hidden from others.
	Visibility time.Duration  `yaml:"visibility"`
	Backoff    PollingBackoff `yaml:"backoff"`
	// GiveUp is how long Port may fail before dray stops, with exit code 1; 0s: for ever.
	GiveUp time.Duration `yaml:"give_up"`
}

// PollingBackoff says how long to wait before Port, which failed, is asked again.
type PollingBackoff struct {
	Initial time.Duration `yaml:"initial"` // after the first failure
	Max     time.Duration `yaml:"max"`     // however many follow
	Factor  float64       `yaml:"factor"`  // by which each wait is longer than the one before, from 1
	Jitter  float64       `yaml:"jitter"`  // by which part of itself a wait is longer or shorter, by chance, from 0 to 1
}

// leastVisibility leaves the time to begin what was claimed.
const leastVisibility = 10 * time.Second

// deadLetters is the one key of Kafka's that claiming can't pass over.
const deadLetters = "kafka.topics.dead_letters"

// polling says how nobody can claim.
func (l *loader) polling() {
	p := l.config.Polling
	l.must("polling.interval", p.Interval > 0, positive)
	l.must("polling.batch", p.Batch >= 1 && p.Batch <= 100, "it takes a whole number from 1 to 100")
	l.must("polling.visibility", p.Visibility >= leastVisibility, "it must be at least "+leastVisibility.String())
	l.must("polling.backoff.initial", p.Backoff.Initial > 0, positive)
	l.must("polling.backoff.max", p.Backoff.Max >= p.Backoff.Initial,
		"it must be at least polling.backoff.initial, which is "+p.Backoff.Initial.String())
	l.must("polling.backoff.factor", p.Backoff.Factor >= 1 && p.Backoff.Factor <= math.MaxFloat64, "it takes a number from 1")
	l.must("polling.backoff.jitter", p.Backoff.Jitter >= 0 && p.Backoff.Jitter <= 1, "it takes a number from 0 to 1")
	l.must("polling.give_up", p.GiveUp >= 0, "it takes a time such as 1h, or 0s for never")
}

// claims warns of what was set in vain, by where the runs come from. port-agent's own
// variables of Kafka are often there whatever the streamer, and don't count.
func (l *loader) claims() {
	c := l.config
	if !c.Polling.Enabled {
		if c.streamer == portagent.Polling {
			c.Warnings = append(c.Warnings, "STREAMER_NAME changes nothing: polling.enabled is off by "+c.Origin("polling.enabled"))
		}
		return
	}
	var idle []string
	for _, key := range l.schema.Keys() {
		path := key.Path
		if strings.HasPrefix(path, "kafka.") && path != deadLetters && c.origins[path] != l.agent.Layer.Origins[path] {
			idle = append(idle, path)
		}
	}
	if len(idle) > 0 {
		c.Warnings = append(c.Warnings, "runs are claimed from Port: nothing comes of "+strings.Join(idle, ", "))
	}
}

// checkClaims says what is missing to claim runs, or can't be had with it.
func (c *Config) checkClaims() error {
	var errs tree.Errors
	const needed = "not set, and runs can't be claimed from Port without; set PORT_CLIENT_ID and PORT_CLIENT_SECRET"
	if c.Port.ClientID == "" {
		errs.Addf("", "port.client_id", needed)
	}
	if c.Port.ClientSecret == "" {
		errs.Addf("", "port.client_secret", needed)
	}
	if c.Kafka.Topics.DeadLetters != "" {
		errs.Addf(c.origins[deadLetters], deadLetters, "runs are claimed from Port, so that there is no Kafka to tell of "+
			"dead letters; remove it, and set store.path for them to be kept")
	}
	return errs.Err()
}
