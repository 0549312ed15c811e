package e2e

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	standin "github.com/drayhq/dray/core/standin/kafka"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// With nothing but the seed's install values, Port's credentials not among them,
// one message is one trigger.
func TestSeedInstall(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Start(t, w.Seed(), "run")
	w.Publish(t, seedEvent().JSON())
	w.Triggered(t, 1)
	w.Settled(t)
	seedRan(t, w, dray)
}

// The same on a broker without passwords and encryption, where only the
// organisation is named and the rest has its defaults.
func TestSeedInstallOnAPlainBroker(t *testing.T) {
	t.Parallel()
	w := world.New(t, bin, kafka, world.Options{NoTopics: true})
	plain, err := standin.Start(w.Runs, w.Changes)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(plain.Close)
	dray := w.Start(t, []string{
		"PORT_ORG_ID=" + w.Org, "KAFKA_CONSUMER_BROKERS=" + plain.Addr(),
		"KAFKA_CONSUMER_SECURITY_PROTOCOL=plaintext", "KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=none",
		"CONTROL_THE_PAYLOAD_CONFIG_PATH=" + world.Documented(),
		"CIRCLE_CI_URL=" + w.CircleCIAt, "CIRCLE_CI_TOKEN=" + w.Token,
	}, "run")
	if err := plain.Produce(t.Context(), w.Runs, seedEvent().JSON()); err != nil {
		t.Fatal(err)
	}
	w.Triggered(t, 1)
	if err := plain.WaitForLag(world.Within(t), w.Group, w.Runs, 0); err != nil {
		t.Fatal(err)
	}
	seedRan(t, w, dray)
}

func seedEvent() world.Event {
	return world.NewEvent("r_seed").Without("headers").
		With("payload.entity.properties.project_slug", "gh/org/repo")
}

func seedRan(t *testing.T, w *world.World, dray *process.Process) {
	t.Helper()
	dray.Stop(t)
	requests := w.CircleCI.State().Requests
	if len(requests) != 1 {
		t.Fatalf("CircleCI received %d requests, want 1", len(requests))
	}
	got := requests[0]
	if got.Path != "/api/v2/project/gh%2Forg%2Frepo/pipeline" || got.Header.Get("Circle-Token") != w.Token {
		t.Errorf("it went to %s with the token %q", got.Path, got.Header.Get("Circle-Token"))
	}
	if kind := got.Header.Get("Content-Type"); kind != "application/json" {
		t.Errorf("its Content-Type is %q", kind)
	}
	var body any
	if err := json.Unmarshal(got.Body, &body); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"branch":     "main",
		"parameters": map[string]any{"reason": "<none> & “more”", "replicas": "3", "dry": "false"},
	}
	if diff := cmp.Diff(want, body); diff != "" {
		t.Error(diff)
	}
	if calls := w.Port.Calls(); len(calls) != 0 {
		t.Errorf("Port was called without credentials: %v", calls)
	}
	warned := 0
	for _, line := range dray.Lines() {
		if line.Level == "WARN" && strings.Contains(line.Message, "PORT_CLIENT_SECRET") {
			warned++
		}
	}
	if warned != 1 {
		t.Errorf("it warned %d times that nothing can be verified, want once", warned)
	}
}
