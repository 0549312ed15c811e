package e2e

import (
	"net/http"
	"testing"
	"time"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// Without brokers in the environment, or without the user for them, all comes
// from Port, also if Port comes up after dray. The password is kept to itself.
func TestBrokersComeFromPort(t *testing.T) {
	t.Parallel()
	for name, brokers := range map[string]string{"no brokers": "", "no user": "127.0.0.1:1"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			brokersFromPort(t, "KAFKA_CONSUMER_BROKERS="+brokers)
		})
	}
}

func brokersFromPort(t *testing.T, brokers string) {
	t.Helper()
	user := kafka.User()
	w := world.New(t, bin, kafka, world.Options{Kafka: port.Credentials{
		Brokers: user.Brokers, Username: user.SASL.Username, Password: user.SASL.Password,
	}})
	w.Port.Script.Always(port.Token, stage.Status(http.StatusServiceUnavailable, ""))
	w.Dispatch(t, "r_1")
	dray := w.Run(t, brokers, "KAFKA_CONSUMER_USERNAME=", "KAFKA_CONSUMER_PASSWORD=", "LOG_LEVEL=DEBUG")
	dray.Line(t, "a warning of what it waits for", func(line process.Line) bool {
		return line.Level == "WARN" && line.Message == "not dispatching yet"
	})
	w.Port.Script.Always(port.Token, stage.Answer{})
	w.Reached(t, "r_1")
	w.Settled(t)
	dray.Stop(t)
	if calls := w.Port.Calls()[port.Kafka]; calls != 1 {
		t.Errorf("%d calls for Kafka's credentials, want 1", calls)
	}
	grep(t, "the log", dray.Said(), append(w.ToPort.Tokens(), w.Secret, user.SASL.Password))
}

// Told to stop while it waits for Port, dray stops.
func TestAStopBeforePortIsUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Port.Script.Always(stage.Any, stage.Slow(time.Hour))
	dray := w.Run(t, "KAFKA_CONSUMER_BROKERS=", "KAFKA_CONSUMER_USERNAME=", "KAFKA_CONSUMER_PASSWORD=")
	dray.Says(t, "dray starts")
	dray.Stop(t)
}
