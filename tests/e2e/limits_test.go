package e2e

import (
	"net"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// When as many runs wait for another try as may, no more are fetched until some
// are done; none is lost over it.
func TestMoreRunsThanMayWait(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := ids("r_", 400)
	for _, id := range all {
		w.CircleCI.Script.Next(world.Slug(id), stage.RetryAfter(503, 1))
	}
	dray := w.Run(t, "DRAY_LIMITS_MAX_WAITING=50")
	w.Dispatch(t, all...)
	w.Triggered(t, len(all))
	w.Settled(t)
	dray.Stop(t)
	if got := w.CircleCI.State().Received; got != 2*len(all) {
		t.Errorf("%d requests for %d runs that are refused once each", got, len(all))
	}
}

// With credentials that Port doesn't take, runs are dispatched all the same, and
// Port is not overrun with attempts to get in.
func TestPortRefusesTheCredentials(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.CircleCI.Script.Always(stage.Any, stage.Status(404, ""))
	dray := w.Run(t, "PORT_CLIENT_ID=nobody")
	all := ids("r_", 300)
	w.Dispatch(t, all...)
	w.Reached(t, all...)
	w.Settled(t)
	dray.Line(t, "that Port refuses the credentials", func(line process.Line) bool {
		return line.Level != "DEBUG" && line.Level != "INFO" && contains(line.Text, "401", "Port")
	})
	dray.Stop(t)
	if calls := w.Port.Calls(); calls[port.Token] > 60 {
		t.Errorf("%d attempts to get a token for %d runs", calls[port.Token], len(all))
	}
}

// Whoever turns verifying off hears of it, and gets unsigned runs dispatched.
func TestVerifyOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Run(t, "DRAY_PORT_VERIFY=off")
	w.Publish(t, world.NewEvent("r_unsigned").JSON(), world.NewEvent("r_forged").Signed("another"))
	w.Reached(t, "r_unsigned", "r_forged")
	dray.Line(t, "that nothing is verified", func(line process.Line) bool {
		return line.Level == "WARN" && strings.Contains(line.Text, "verify")
	})
	w.Settled(t)
	dray.Stop(t)
}

// What is wrong with the config ends dray with 2, before it has touched Kafka,
// and is named with its place.
func TestABadConfigTouchesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	broker, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	touched := make(chan struct{})
	go func() {
		if _, err := broker.Accept(); err == nil {
			close(touched)
		}
	}()
	t.Cleanup(func() { broker.Close() })
	type blunder struct {
		file, text string // without a file the text is a variable
		says       []string
	}
	each(t, map[string]blunder{
		"jq":        {"bad.json", "[{\"url\": \"1\"},\n {\"enabled\": true, \"body\": {\"a\": \".b | ]\"}}]", []string{"bad.json:2:", "entry 1", "body.a"}},
		"mapping":   {"bad.json", `{"enabled": true}`, []string{"bad.json:1:1", "list"}},
		"no JSON":   {"bad.json", "[{]", []string{"bad.json:1:3"}},
		"unknown":   {"dray.yaml", "limits:\n  max_inflight: 3\n", []string{"dray.yaml:2:3", "max_in_flight"}},
		"no plugin": {"dray.yaml", "routes:\n- chain: [htp]\n", []string{"dray.yaml:2:", "htp", "http"}},
		"when":      {"dray.yaml", "routes:\n- when: .a |\n  chain: [http]\n", []string{"dray.yaml:2:", "when"}},
		"session":   {"", "KAFKA_CONSUMER_SESSION_TIMEOUT_MS=20", []string{"KAFKA_CONSUMER_SESSION_TIMEOUT_MS", "100ms"}},
		"no CA":     {"", "DRAY_KAFKA_TLS_CA_FILE=/nowhere/ca.pem", []string{"/nowhere/ca.pem", "kafka.tls.ca_file"}},
		"no value":  {"dray.yaml", "port: {client_secret: \"${env:NOT_THERE}\"}\n", []string{"dray.yaml:1:", "NOT_THERE"}},
	}, func(t *testing.T, _ string, made blunder) {
		t.Helper()
		w.Dir = t.TempDir()
		environ := append(w.Environ(), "KAFKA_CONSUMER_BROKERS="+broker.Addr().String())
		switch made.file {
		case "":
			environ = append(environ, made.text)
		case "bad.json":
			environ = append(environ, "CONTROL_THE_PAYLOAD_CONFIG_PATH="+w.File(t, made.file, made.text))
		default:
			w.File(t, made.file, made.text)
		}
		dray := w.Start(t, environ, "run")
		if code := dray.Wait(t); code != 2 || !contains(dray.Said(), made.says...) {
			t.Errorf("it exited %d, want 2 and %q: %s", code, made.says, dray.Said())
		}
	})
	select {
	case <-touched:
		t.Error("it has touched Kafka")
	default:
	}
}
