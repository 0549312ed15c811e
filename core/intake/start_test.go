package intake

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/drayhq/dray/core/config"
)

func TestANewGroupSaysWhatLiesAhead(t *testing.T) {
	k := newKafka(t, 1)
	k.send(&kgo.Record{Topic: runs, Value: []byte("old"), Timestamp: time.Now().Add(-3 * time.Hour)})
	k.produce(0, 1, 5)
	m := k.open(k.options())
	m.poll(5)
	m.log.await(t, "the group is new", "earliest", "group=org.dray", "runs=5", "oldest_run_age=3h0m0s")
}

func TestAKnownGroupDoesNot(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 2)
	k.commitAs(1, "")
	m := k.open(k.options())
	m.poll(1)
	m.close()
	if strings.Contains(m.log.String(), "the group is new") {
		t.Error(m.log.String())
	}
}

func TestLatestCommitsWhereItBegins(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 7)
	options := k.options()
	options.Kafka.Start = "latest"
	options.Kafka.SessionTimeout = time.Second
	m := k.open(options)
	k.committedAt(0, 7)
	m.log.await(t, "the group is new", "latest", "runs=7")
	m.crash() // before any run

	k.produce(0, 7, 8)
	after := k.open(options)
	if diff := cmp.Diff([]string{"7"}, values(after.poll(1))); diff != "" {
		t.Error(diff)
	}
}

func TestAMessageOfAnySizeIsHandedOn(t *testing.T) {
	k := newKafka(t, 1, kfake.BrokerConfigs(map[string]string{"message.max.bytes": "67108864"}))
	big := bytes.Repeat([]byte("x"), 12<<20)
	k.produce(0, 0, 1)
	k.send(&kgo.Record{Topic: runs, Value: big})
	k.produce(0, 2, 3)
	m := k.open(k.options())
	got := m.poll(3)
	if !bytes.Equal(got[1].Value, big) || string(got[2].Value) != "2" {
		t.Errorf("messages of %d, %d and %d bytes came", len(got[0].Value), len(got[1].Value), len(got[2].Value))
	}
}

func TestTheTopicSaysWhatIsAChange(t *testing.T) {
	const changes = "org.change.log"
	k := newKafka(t, 1, kfake.SeedTopics(1, changes))
	k.send(&kgo.Record{Topic: changes, Key: []byte("k"), Value: []byte("c")})
	options := k.options()
	options.Kafka.Topics.Changes = changes
	m := k.open(options)
	if got := m.poll(1)[0]; !got.Changes || string(got.Value) != "c" || string(got.Key) != "k" {
		t.Errorf("got %+v", got)
	}
}

func TestHeadersComeAlong(t *testing.T) {
	k := newKafka(t, 1)
	k.send(&kgo.Record{Topic: runs, Headers: []kgo.RecordHeader{{Key: "a", Value: []byte("1")}, {Key: "a"}}}, &kgo.Record{Topic: runs})
	got := k.open(k.options()).poll(2)
	if diff := cmp.Diff([]Header{{"a", []byte("1")}, {"a", nil}}, got[0].Headers); diff != "" {
		t.Error(diff)
	}
	if got[1].Headers != nil {
		t.Errorf("a record without headers has %v", got[1].Headers)
	}
}

func TestAnUnknownTopicIsSaidAndAwaited(t *testing.T) {
	k := newKafka(t, 1)
	options := k.options()
	options.Kafka.Topics.Runs = "typo.runs"
	m := k.open(options)
	m.log.await(t, "level=WARN", "looking at topic typo.runs", "UNKNOWN_TOPIC_OR_PARTITION", "make it or mend kafka.topics")
	if err := m.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), "typo.runs") {
		t.Errorf("Ready says %v", err)
	}
	if err := k.CreateTopic("typo.runs", 1, nil); err != nil {
		t.Fatal(err)
	}
	k.send(&kgo.Record{Topic: "typo.runs", Value: []byte("at last")})
	if diff := cmp.Diff([]string{"at last"}, values(m.poll(1))); diff != "" {
		t.Error(diff)
	}
	m.log.await(t, "no more trouble", "looking at topic typo.runs")
	if err := m.Ready(t.Context()); err != nil {
		t.Errorf("Ready says %v", err)
	}
}

func TestAWrongPasswordIsSaidOnceAndRetried(t *testing.T) {
	k := newKafka(t, 1, kfake.EnableSASL(), kfake.Superuser("SCRAM-SHA-512", "port", "right"))
	options := k.options()
	options.Kafka.SASL = config.SASL{Mechanism: "scram-sha-512", Username: "port", Password: "wrong-password"}
	m := k.open(options)
	m.log.await(t, "level=WARN", "connecting to broker 127.0.0.1:", `of user \"port\"`, "KAFKA_CONSUMER_PASSWORD")
	if err := m.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), "KAFKA_CONSUMER_PASSWORD") {
		t.Errorf("Ready says %v", err)
	}
	m.close()
	if text := m.log.String(); strings.Contains(text, "wrong-password") || strings.Count(text, "level=WARN") != 1 {
		t.Error("not one warning, or one with the password in it:", text)
	}
}

func TestABrokerThatIsNotThere(t *testing.T) {
	k := newKafka(t, 1)
	options := k.options()
	options.Kafka.Brokers = []string{"127.0.0.1:1"}
	m := k.open(options)
	m.log.await(t, "level=WARN", "connecting to broker 127.0.0.1:1", "KAFKA_CONSUMER_BROKERS")
}

func TestOptionsThatWaitingCannotMend(t *testing.T) {
	for name, kafka := range map[string]config.Kafka{
		"kafka.brokers":        {Group: group, Topics: config.Topics{Runs: runs}},
		"kafka.group":          {Brokers: []string{"k:9092"}, Topics: config.Topics{Runs: runs}},
		"kafka.topics":         {Brokers: []string{"k:9092"}, Group: group},
		"kafka.sasl.mechanism": {Brokers: []string{"k:9092"}, Group: group, Topics: config.Topics{Runs: runs}, SASL: config.SASL{Mechanism: "OAUTH", Username: "u", Password: "p"}},
	} {
		if _, err := Open(t.Context(), Options{Kafka: kafka}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want an error that names %s, got %v", name, err)
		}
	}
}

func TestAFullPartitionIsNotReadOn(t *testing.T) {
	k := newKafka(t, 1)
	k.produce(0, 0, 2000)
	m := k.open(k.options())
	got := m.poll(1)
	p := m.leases.At(runs, 0)
	for range 8 { // leave room for very little
		p.Failed(true)
	}
	for !p.Full() {
		got = append(got, m.poll(1)...)
	}
	if paused := m.client.PauseFetchPartitions(nil); len(paused[runs]) != 1 {
		t.Errorf("full after %d messages, and paused are %v", len(got), paused)
	}
	for _, message := range got {
		message.Settle(nil)
	}
	for next := len(got); next < 2000; next++ {
		if message := m.poll(1)[0]; message.Offset != int64(next) {
			t.Fatalf("offset %d follows %d", message.Offset, next-1)
		} else {
			message.Settle(nil)
		}
	}
	k.committedAt(0, 2000)
}
