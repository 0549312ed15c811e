package kafka

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/intake/kafkaclient"
)

func TestARestartRepeatsOnlyWhatWasOpen(t *testing.T) {
	p := newPlace(t, 1)
	p.produce(0, 0, 300)
	before := p.open()
	for i, message := range p.poll(before, 300) {
		message.Begin()
		if i != 1 && i != 100 {
			message.Settle(nil)
		}
	}
	p.close(before)
	p.committed(1)

	after := p.open()
	p.produce(0, 300, 301)
	var got []string
	for _, message := range p.poll(after, 3) {
		got = append(got, string(message.Value))
		message.Settle(nil)
	}
	if diff := cmp.Diff([]string{"1", "100", "300"}, got); diff != "" {
		t.Error(diff)
	}
	p.committed(301)
}

func TestABrokerRestartsInTheMiddle(t *testing.T) {
	p := newPlace(t, 1)
	if broker.own == nil {
		t.Skip("the broker is not ours to restart")
	}
	done := newTally()
	consumer := p.open()
	go done.work(t.Context(), consumer)
	p.produce(0, 0, 100)
	done.await(t, 50)
	broker.own.Stop()
	if err := broker.own.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.produce(0, 100, 200)
	done.once(t, 200)
	p.committed(200)
	done.once(t, 200)
	if strings.Contains(p.log.String(), "partitions lost") {
		t.Error("the membership was given up, although the broker kept it")
	}
}

func TestABrokerCrashesInTheMiddle(t *testing.T) {
	p := newPlace(t, 1)
	if broker.own == nil {
		t.Skip("the broker is not ours to crash")
	}
	done := newTally()
	consumer := p.open()
	go done.work(t.Context(), consumer)
	p.produce(0, 0, 100)
	done.await(t, 100)
	broker.own.Kill()
	if err := broker.own.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.produce(0, 100, 200)
	done.once(t, 200)
	p.committed(200)
}

func TestMechanismsAndWhatToMend(t *testing.T) {
	p := newPlace(t, 1)
	if broker.own == nil {
		t.Skip("the users of the broker are not known")
	}
	for name, try := range map[string]struct {
		change func(*config.Kafka)
		want   string
	}{
		"SCRAM-SHA-512":  {func(*config.Kafka) {}, ""},
		"SCRAM-SHA-256":  {func(k *config.Kafka) { k.SASL.Mechanism = "SCRAM-SHA-256" }, ""},
		"PLAIN":          {func(k *config.Kafka) { k.SASL.Mechanism = "PLAIN" }, ""},
		"wrong password": {func(k *config.Kafka) { k.SASL.Password = "wrong" }, `authentication failed for user "org": check KAFKA_CONSUMER_USERNAME and KAFKA_CONSUMER_PASSWORD`},
		"unknown CA":     {func(k *config.Kafka) { k.TLS.CAFile = "" }, "kafka.tls.ca_file"},
		"no TLS":         {func(k *config.Kafka) { k.TLS = config.TLS{} }, "the broker hung up"},
		"no SASL":        {func(k *config.Kafka) { k.SASL = config.SASL{} }, "kafka.sasl"},
		"unknown topic":  {func(k *config.Kafka) { k.Topics.Runs = "typo" }, "looking at topic typo: UNKNOWN_TOPIC_OR_PARTITION"},
	} {
		t.Run(name, func(t *testing.T) {
			kafka := p.options().Kafka
			try.change(&kafka)
			err := kafkaclient.Check(within(t), kafka)
			switch {
			case try.want == "" && err != nil:
				t.Error(err)
			case try.want != "" && (err == nil || !strings.Contains(err.Error(), try.want)):
				t.Errorf("want %q, got: %v", try.want, err)
			}
		})
	}
}
