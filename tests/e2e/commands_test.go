package e2e

import (
	"regexp"
	"testing"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/tests/e2e/world"
)

// emit signs and produces what run then dispatches; emit's user may write.
func TestEmit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	file := w.File(t, "event.json", string(world.NewEvent("r_emitted").JSON()))
	changed := w.File(t, "change.json", string(world.NewChange("c_emitted").JSON()))
	writer := append(w.Environ(), "KAFKA_CONSUMER_USERNAME="+kafka.Writer().Username, "KAFKA_CONSUMER_PASSWORD="+kafka.Writer().Password)
	for _, args := range [][]string{{"emit", file}, {"emit", "--topic", w.Changes, changed}} {
		emit := w.Start(t, writer, args...)
		if code := emit.Wait(t); code != 0 {
			t.Fatalf("%v exited %d", args, code)
		}
		if where := regexp.MustCompile(`org_\w+\.(runs|change\.log)/0@0 `); !where.MatchString(emit.Said()) {
			t.Errorf("%v doesn't say where the event went: %s", args, emit.Said())
		}
	}
	dray := w.Run(t)
	w.Reached(t, "r_emitted", "c_emitted")
	w.Settled(t)
	dray.Stop(t)
}

// check --connect tries all three, Kafka where runs are read from it, and triggers nothing.
func TestCheckConnect(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Dispatch(t, "r_1")
	check := w.Start(t, w.Environ(), "check", "--connect")
	if code := check.Wait(t); code != 0 {
		t.Errorf("it exited %d where all is well: %s", code, check.Said())
	}
	type wrong struct{ variable, says string }
	each(t, map[string]wrong{
		"Port":     {"PORT_CLIENT_ID=nobody", "401"},
		"CircleCI": {"CIRCLE_CI_TOKEN=nothing-good", "CIRCLE_CI_TOKEN"},
		"brokers":  {"KAFKA_CONSUMER_BROKERS=127.0.0.1:1", "KAFKA_CONSUMER_BROKERS"},
		"topics":   {"KAFKA_RUNS_TOPIC=org.nowhere", "org.nowhere"},
	}, func(t *testing.T, _ string, one wrong) {
		t.Helper()
		check := w.Start(t, append(w.Environ(), one.variable), "check", "--connect")
		if code := check.Wait(t); code != 1 || !contains(check.Said(), one.says) {
			t.Errorf("it exited %d, want 1 and %q: %s", code, one.says, check.Said())
		}
	})
	claims := w.Start(t, append(w.Environ(), "STREAMER_NAME=POLLING", "KAFKA_CONSUMER_BROKERS=127.0.0.1:1"), "check", "--connect")
	if code := claims.Wait(t); code != 0 || !contains(claims.Said(), "runs      claimed from Port") {
		t.Errorf("it exited %d where runs are claimed from Port, and Kafka is of no account: %s", code, claims.Said())
	}
	file := w.File(t, "event.json", string(world.NewEvent("r_any").JSON()))
	fits := w.Start(t, w.Environ(), "check", "--connect", "--event", file)
	if code := fits.Wait(t); code != 0 || !contains(fits.Said(), "ok, the token of standin sees the project gh/org/r_any, to be triggered through the classic endpoint") {
		t.Errorf("it exited %d: %s", code, fits.Said())
	}
	none := w.File(t, "none.json", string(world.NewEvent("r_any").With("payload.entity.properties.project_slug", "gone").JSON()))
	fits = w.Start(t, w.Environ(), "check", "--connect", "--event", none)
	if code := fits.Wait(t); code != 1 || !contains(fits.Said(), `the URL names the project "gone"`) {
		t.Errorf("it exited %d: %s", code, fits.Said())
	}
	if got := w.CircleCI.State().Received; got > 0 {
		t.Errorf("CircleCI received %d triggers", got)
	}
	for call := range w.Port.Calls() {
		if call != port.Token {
			t.Errorf("Port got the call %q", call)
		}
	}
	if lag, err := w.Broker.Lag(t.Context(), w.Group, w.Runs); err != nil || lag != 1 {
		t.Errorf("the lag is %d (%v), want 1", lag, err)
	}
}
