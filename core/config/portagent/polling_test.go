package portagent_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config/portagent"
)

func TestPolling(t *testing.T) {
	environ := map[string]string{
		"STREAMER_NAME": " Polling", "POLLING_INTERVAL_SECONDS": "2.5", "POLLING_RUNS_BATCH_SIZE": "20",
		"POLLING_INITIAL_BACKOFF_SECONDS": "0.1", "POLLING_MAX_BACKOFF_SECONDS": " 120 ", "POLLING_BACKOFF_FACTOR": "1.5",
		"POLLING_BACKOFF_JITTER_FACTOR": "0", "POLLING_MAX_FAILURE_DURATION_SECONDS": "0", "POLLING_X": "1", "POLLING_Y": "",
	}
	got, err := read(environ)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"polling.enabled": true, "polling.interval": 2500 * time.Millisecond, "polling.batch": 20,
		"polling.backoff.initial": 100 * time.Millisecond, "polling.backoff.max": 2 * time.Minute, "polling.backoff.factor": 1.5,
		"polling.backoff.jitter": 0., "polling.give_up": time.Duration(0),
	}
	if diff := cmp.Diff(want, got.Layer.Values); diff != "" || got.Streamer != portagent.Polling {
		t.Errorf("streamer %s (-want +got)\n%s", got.Streamer, diff)
	}
	if diff := cmp.Diff([]string{"POLLING_X changes nothing: there is no such variable"}, got.Warnings); diff != "" {
		t.Errorf("warnings (-want +got)\n%s", diff)
	}
	if at := got.Layer.Origins["polling.batch"]; at != "POLLING_RUNS_BATCH_SIZE" {
		t.Errorf("the batch is from %s", at)
	}
}

// What the reference doesn't read beside another streamer, however bad, stops nobody.
func TestPollingBesideAnotherStreamer(t *testing.T) {
	for _, streamer := range []string{"", "KAFKA", "RABBIT"} {
		got, err := read(map[string]string{"STREAMER_NAME": streamer, "POLLING_INTERVAL_SECONDS": "soon", "POLLING_X": "1"})
		if err != nil {
			t.Fatal(err)
		}
		const idle = " changes nothing: dray reads runs from Kafka"
		if diff := cmp.Diff([]string{"POLLING_INTERVAL_SECONDS" + idle, "POLLING_X" + idle}, got.Warnings); diff != "" {
			t.Errorf("%s: warnings (-want +got)\n%s", streamer, diff)
		}
		if len(got.Layer.Values) > 0 {
			t.Errorf("%s: it sets %v", streamer, got.Layer.Values)
		}
	}
}

func TestBadPolling(t *testing.T) {
	const above = ": it takes a number of seconds above 0"
	bad := map[string]string{
		"POLLING_INTERVAL_SECONDS":             above,
		"POLLING_INITIAL_BACKOFF_SECONDS":      above,
		"POLLING_MAX_BACKOFF_SECONDS":          above,
		"POLLING_MAX_FAILURE_DURATION_SECONDS": ": it takes a number of seconds, or 0 for never",
		"POLLING_RUNS_BATCH_SIZE":              ": polling.batch: it takes a whole number",
		"POLLING_BACKOFF_FACTOR":               ": polling.backoff.factor: it takes a number",
		"POLLING_BACKOFF_JITTER_FACTOR":        ": polling.backoff.jitter: it takes a number",
	}
	refused := func(name, text string) {
		t.Helper()
		_, err := read(map[string]string{"STREAMER_NAME": "POLLING", name: text})
		if want := name + bad[name]; err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
	for name := range bad {
		refused(name, "soon")
	}
	for _, text := range []string{"0", "-1", "5s", "nan", "inf", "1e300"} {
		refused("POLLING_INTERVAL_SECONDS", text)
	}
	refused("POLLING_MAX_FAILURE_DURATION_SECONDS", "-1")
}
