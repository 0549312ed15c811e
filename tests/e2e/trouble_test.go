package e2e

import (
	"testing"

	"github.com/drayhq/dray/tests/e2e/broker"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// What keeps dray from Kafka ends nothing: it says what to mend, goes on trying,
// and still stops when told to.
func TestTroubleWithKafka(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]struct {
		environ []string
		says    []string
	}{
		"nothing listens": {[]string{"KAFKA_CONSUMER_BROKERS=127.0.0.1:1"}, []string{"127.0.0.1:1", "KAFKA_CONSUMER_BROKERS"}},
		"no such host":    {[]string{"KAFKA_CONSUMER_BROKERS=kafka.invalid:9196"}, []string{"kafka.invalid", "KAFKA_CONSUMER_BROKERS"}},
		"wrong password":  {[]string{"KAFKA_CONSUMER_PASSWORD=wrong-password"}, []string{"KAFKA_CONSUMER_PASSWORD"}},
		"wrong user":      {[]string{"KAFKA_CONSUMER_USERNAME=nobody"}, []string{"nobody", "KAFKA_CONSUMER_USERNAME"}},
		"unknown CA":      {[]string{"DRAY_KAFKA_TLS_CA_FILE="}, []string{"kafka.tls.ca_file"}},
		"session timeout": {[]string{"KAFKA_CONSUMER_SESSION_TIMEOUT_MS=500"}, []string{"KAFKA_CONSUMER_SESSION_TIMEOUT_MS"}},
		"no TLS":          {[]string{"KAFKA_CONSUMER_SECURITY_PROTOCOL=SASL_PLAINTEXT"}, []string{"KAFKA_CONSUMER_SECURITY_PROTOCOL"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if kafka.Own == nil {
				t.Skip("a given broker may not ask for a password or TLS")
			}
			w := newWorld(t)
			dray := w.Run(t, trouble.environ...)
			said := dray.Says(t, trouble.says...)
			if said.Level != "WARN" && said.Level != "ERROR" {
				t.Errorf("it is said with %s: %s", said.Level, said.Text)
			}
			if !dray.Running() {
				t.Error("it has ended")
			}
			dray.Stop(t)
			grep(t, "the log", dray.Said(), []string{"wrong-password", kafka.User().SASL.Password})
		})
	}
}

// A topic that isn't there yet is named, and taken up when it appears.
func TestATopicAppears(t *testing.T) {
	t.Parallel()
	w := world.New(t, bin, kafka, world.Options{NoTopics: true})
	dray := w.Run(t)
	dray.Line(t, "which topic is missing", func(line process.Line) bool {
		return line.Level == "WARN" && contains(line.Text, w.Runs, "KAFKA_RUNS_TOPIC")
	})
	w.CreateTopics(t, 1)
	w.Dispatch(t, "r_1")
	w.Reached(t, "r_1")
	w.Settled(t)
	dray.Stop(t)
}

// Only the runs topic matters to runs.
func TestTheChangeLogIsMissing(t *testing.T) {
	t.Parallel()
	w := world.New(t, bin, kafka, world.Options{NoTopics: true})
	if err := w.Broker.Create(world.Within(t), 1, w.Runs); err != nil {
		t.Fatal(err)
	}
	dray := w.Run(t)
	w.Dispatch(t, "r_1")
	w.Reached(t, "r_1")
	dray.Says(t, w.Changes, "KAFKA_CHANGE_LOG_TOPIC")
	dray.Stop(t)
}

// A broker that comes up after dray is found.
func TestABrokerComesUp(t *testing.T) {
	t.Parallel()
	late, err := broker.Fake(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(late.Close)
	w := world.New(t, bin, late, world.Options{})
	w.Dispatch(t, "r_1")
	late.Own.Stop()
	dray := w.Run(t)
	dray.Says(t, "KAFKA_CONSUMER_BROKERS")
	if err := late.Own.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.Reached(t, "r_1")
	w.Settled(t)
	dray.Stop(t)
}

// A member for whom no partition is left waits for one.
func TestAStandby(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.Run(t)
	w.Dispatch(t, "r_1")
	w.Reached(t, "r_1")
	others := []*process.Process{w.Run(t), w.Run(t)}
	if err := w.Broker.WaitForMembers(world.Within(t), w.Group, 3); err != nil {
		t.Fatal(err)
	}
	process.AnyLine(t, "that it stands by", func(line process.Line) bool {
		return contains(line.Message, "standby")
	}, others...)
	first.Kill()
	for _, dray := range others {
		dray.Stop(t)
	}
}
