package e2e

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/process"
	"github.com/drayhq/dray/tests/e2e/world"
)

// pages gives where a dray that was started with DRAY_OBSERVE_LISTEN shows how it is.
func pages(t *testing.T, dray *process.Process) string {
	t.Helper()
	return dray.Says(t, "how dray is can be seen").Get("at")
}

// page gives a page's status and text.
func page(ctx context.Context, url string, accept string) (int, string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Accept", accept)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, string(body), err
}

// until asks for a page until it is as wanted, and gives it.
func until(t *testing.T, url string, wanted func(status int, text string) bool) string {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for ctx := world.Within(t); ; {
		status, text, err := page(ctx, url, "application/openmetrics-text")
		if err == nil && wanted(status, text) {
			return text
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("%s stays at %d, %v\n%s", url, status, err, text)
		}
	}
}

// sample gives the value of a sample, -1 if there is none, and whether there is.
func sample(text, name string) (float64, bool) {
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, name+" "); ok {
			value, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
			n, err := strconv.ParseFloat(value, 64)
			return n, err == nil
		}
	}
	return -1, false
}

// scrape waits until samples have the values that are wanted, and gives the page.
func scrape(t *testing.T, at string, want map[string]float64) string {
	t.Helper()
	return until(t, at+"/metrics", func(status int, text string) bool {
		for name, value := range want {
			if got, ok := sample(text, name); !ok || got != value {
				return false
			}
		}
		return status == http.StatusOK
	})
}

// The metrics tell what becomes of runs, of each kind.
func TestMetrics(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.File(t, "dray.yaml", "routes: [{name: ci, retry: {initial: 10ms, max: 20ms, total: 200ms}, chain: [jq, wasm, http]}]")
	dir := t.TempDir()
	put(t, "add_fields", dir+"/fields.wasm")
	w.CircleCI.Script.Always(world.Slug("r_busy"), stage.Status(503, ""))
	w.CircleCI.Script.Always(world.Slug("r_refused"), stage.Status(401, ""))
	w.CircleCI.Script.Next(world.Slug("r_slow"), stage.Hang())
	dray := w.Start(t, append(stored(t, w), "DRAY_OBSERVE_LISTEN=127.0.0.1:0", "DRAY_TRANSFORMS_DIR="+dir), "run")
	at := pages(t, dray)
	w.Dispatch(t, "r_1", "r_2", "r_busy", "r_refused")
	w.Publish(t, []byte(`{"junk`), world.NewEvent("r_other").Without("payload.action.invocationMethod.agent").Signed(w.Secret))
	w.Settled(t)
	text := scrape(t, at, map[string]float64{
		`dray_runs_total{outcome="delivered",route="ci"}`:                  2,
		`dray_runs_total{outcome="exhausted",route="ci"}`:                  1,
		`dray_runs_total{outcome="failed",route="ci"}`:                     1,
		`dray_messages_total{is="ours",topic="runs"}`:                      4,
		`dray_messages_total{is="junk",topic="runs"}`:                      1,
		`dray_messages_total{is="not_ours",topic="runs"}`:                  1,
		`dray_dead_letters{class="exhausted"}`:                             1,
		`dray_dead_letters{class="junk"}`:                                  1,
		`dray_dead_letters_parked_total{class="exhausted"}`:                1,
		`dray_endpoint_requests_total{code="2xx",host="127.0.0.1"}`:        2,
		`dray_endpoint_requests_total{code="401",host="127.0.0.1"}`:        1,
		`dray_module_calls_total{module="fields.wasm",outcome="continue"}`: 4,
		`dray_unsettled_runs`:                                              0,
		`dray_oldest_unsettled_seconds`:                                    0,
		`dray_kafka_lag_messages{partition="0",topic="` + w.Runs + `"}`:    0,
		`dray_kafka_ready`:                   1,
		`dray_ready`:                         1,
		`dray_store_healthy`:                 1,
		`dray_config_last_reload_successful`: 1,
		`dray_port_reachable{of="statuses"}`: 1,
		`dray_route_paused{route="ci"}`:      0,
	})
	for _, part := range []string{
		`dray_trigger_delay_seconds_bucket`, `run_id="r_`, `dray_retries_total{route="ci"}`,
		`dray_endpoint_requests_total{code="503",host="127.0.0.1"}`, `dray_port_calls_total{call="status",code="2xx"}`,
	} {
		if !strings.Contains(text, part) {
			t.Errorf("there is no %s", part)
		}
	}
	w.Dispatch(t, "r_slow")
	w.Reached(t, "r_slow")
	scrape(t, at, map[string]float64{"dray_unsettled_runs": 1, "dray_in_flight_runs": 1})
	if text := scrape(t, at, nil); !strings.Contains(text, "# EOF") {
		t.Errorf("it is no OpenMetrics: %s", text)
	}
	grep(t, "the metrics", text, []string{w.Secret, w.Token})
}

// Ready means that runs are taken up: not before Kafka can be reached, and not any
// more once dray stops.
func TestReadiness(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Run(t, "DRAY_OBSERVE_LISTEN=127.0.0.1:0", "KAFKA_CONSUMER_BROKERS=127.0.0.1:1")
	at := pages(t, dray)
	until(t, at+"/healthz", func(status int, _ string) bool { return status == http.StatusOK })
	until(t, at+"/readyz", func(status int, text string) bool {
		return status == http.StatusServiceUnavailable && strings.Contains(text, "127.0.0.1:1")
	})
	scrape(t, at, map[string]float64{"dray_kafka_ready": 0, "dray_ready": 0})
	dray.Stop(t)

	w.CircleCI.Script.Next(world.Slug("r_slow"), stage.Slow(2*time.Second))
	dray = w.Run(t, "DRAY_OBSERVE_LISTEN=127.0.0.1:0")
	at = pages(t, dray)
	until(t, at+"/readyz", func(status int, text string) bool {
		return status == http.StatusOK && strings.TrimSpace(text) == "ready"
	})
	w.Dispatch(t, "r_slow")
	w.Reached(t, "r_slow")
	dray.Terminate()
	until(t, at+"/readyz", func(status int, text string) bool {
		return status == http.StatusServiceUnavailable && strings.Contains(text, "stopping")
	})
	if code := dray.Wait(t); code != 0 {
		t.Errorf("it exited %d", code)
	}
}

// Who has credentials that Port doesn't take isn't ready, and hears why.
func TestNotReadyWithoutAToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const wrong = "another-client-secret"
	dray := w.Run(t, "DRAY_OBSERVE_LISTEN=127.0.0.1:0", "PORT_CLIENT_SECRET="+wrong)
	text := until(t, pages(t, dray)+"/readyz", func(status int, text string) bool {
		return status == http.StatusServiceUnavailable && strings.Contains(text, "port.client_secret")
	})
	grep(t, "/readyz", text, []string{wrong})
}

// A place that can't be listened at stops the start: nobody could tell how it is.
func TestAPlaceThatCantBeListenedAt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dray := w.Run(t, "DRAY_OBSERVE_LISTEN="+strings.TrimPrefix(w.PortAt, "http://"))
	if code := dray.Wait(t); code != 2 || !strings.Contains(dray.Said(), "observe.listen") {
		t.Errorf("it exited %d: %s", code, dray.Said())
	}
}
