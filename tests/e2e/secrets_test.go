package e2e

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/drayhq/dray/core/standin/circleci"
	"github.com/drayhq/dray/core/standin/port"
	"github.com/drayhq/dray/core/standin/stage"
	"github.com/drayhq/dray/tests/e2e/collector"
	"github.com/drayhq/dray/tests/e2e/world"
)

// The values that a mapping reads or decrypts. The odd characters have other
// spellings in JSON and in URLs.
const (
	queryToken = `q-token/"with"&odd=<chars>`
	deployKey  = `deploy-key "quoted" & <bracketed>`
	vaultToken = "s.vault-token-0123456789"

	collectorToken = "collector-token-0123456789"
)

// Nothing that dray writes or tells Port holds a secret, whatever goes wrong and
// however much it is asked to log.
func TestNoSecretIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	to := `env.CIRCLE_CI_URL + "/api/v2/project/gh/org/" + .context.runId + "/pipeline?token=" + (env.QUERY_TOKEN | @uri)`
	common := func(name string, more entry) entry {
		e := entry{
			"enabled": `.action == "` + name + `"`, "url": to,
			"headers":              entry{"Circle-Token": "env.CIRCLE_CI_TOKEN", "X-Vault-Token": "env.VAULT_TOKEN"},
			"body":                 entry{"parameters": entry{"key": ".payload.properties.key"}},
			"fieldsToDecryptPaths": []string{"payload.properties.key"},
			"report":               entry{"summary": `"sent \(.request.body | tostring) with \(env.QUERY_TOKEN)"`, "link": ".request.url?"},
		}
		maps.Copy(e, more)
		return e
	}
	mapping := mappingFile(t, w, []entry{
		common("send", nil),
		common("refused", entry{"url": `"http://127.0.0.1:1/?token=" + env.QUERY_TOKEN`}),
		common("no host", entry{"url": `"http://" + env.VAULT_TOKEN + ".invalid/" + env.QUERY_TOKEN`}),
		common("not a url", entry{"url": `env.QUERY_TOKEN + .payload.properties.key`}),
		common("user info", entry{"url": `"http://user:" + env.VAULT_TOKEN + "@127.0.0.1:1/"`}),
		common("error", entry{"url": `error("no team for " + env.VAULT_TOKEN + .payload.properties.key)`}),
		common("type error", entry{"url": `env.VAULT_TOKEN - 1`}),
		common("bad header", entry{"headers": entry{"X-Key": `"\n" + .payload.properties.key + env.VAULT_TOKEN`}}),
	})
	// What answers, tells it all.
	echo := w.Token + " " + queryToken + " " + url.QueryEscape(queryToken) + " " + vaultToken + " " + deployKey
	for id, answer := range map[string]stage.Answer{
		"r_echo_200": {Status: 200, Body: echo}, "r_echo_404": {Status: 404, Body: echo},
		"r_echo_500": {Status: 500, Body: echo}, "r_hang": stage.Hang(), "r_reset": stage.Reset(),
		"r_redirect": stage.Redirect("http://elsewhere.invalid/?token=" + url.QueryEscape(queryToken) + "#" + w.Token),
	} {
		w.CircleCI.Script.Always(world.Slug(id), answer)
	}
	w.CircleCI.Script.Next(world.Slug("r_later"), stage.Answer{Status: 503, Body: echo})
	w.Port.Script.Next(port.PatchRun, stage.Status(500, w.Secret), stage.Status(401, w.Secret))
	w.Port.Script.Next(port.RunLog, stage.Status(500, w.Secret), stage.Status(401, w.Secret))

	traces := &collector.Collector{}
	environ := []string{"CONTROL_THE_PAYLOAD_CONFIG_PATH=" + mapping, "DRAY_OBSERVE_LISTEN=127.0.0.1:0",
		"DRAY_OBSERVE_TRACES_ENDPOINT=" + world.Serve(t, traces), "DRAY_OBSERVE_TRACES_HEADERS=x-token=" + collectorToken, "DETAILED_LOGGING=true", "LOG_LEVEL=DEBUG",
		"WEBHOOK_INVOKER_TIMEOUT=3", "QUERY_TOKEN=" + queryToken, "VAULT_TOKEN=" + vaultToken,
		"DRAY_PORT_PREVIOUS_CLIENT_SECRET=the-client-secret-before"}
	dray := w.Run(t, environ...)
	key := encrypt(t, w.Secret, deployKey)
	publish := func(id, action string) {
		event := world.NewEvent(id).With("action", action).With("payload.properties.key", key)
		w.Publish(t, event.Signed(w.Secret))
	}
	for _, id := range []string{"r_good", "r_echo_200", "r_echo_404", "r_echo_500", "r_hang", "r_reset", "r_redirect", "r_later"} {
		publish(id, "send")
	}
	ended := map[string]string{"r_no_host": "no host", "r_not_a_url": "not a url", "r_error": "error", "r_type_error": "type error", "r_bad_header": "bad header"}
	for id, action := range ended {
		publish(id, action)
	}
	publish("r_refused", "refused")
	publish("r_user_info", "user info")
	w.Publish(t, world.NewEvent("r_synchronized").With("payload.action.invocationMethod.synchronized", true).
		With("action", "send").With("payload.properties.key", key).Signed(w.Secret))
	for id := range ended {
		if id != "r_no_host" { // which is tried again, as it may get a host yet
			w.Ended(t, id)
		}
	}
	w.Triggered(t, 3)
	w.Shown(t, "r_hang", port.Run.Ended)
	for _, id := range []string{"r_refused", "r_user_info", "r_no_host"} {
		w.Shown(t, id, func(run port.Run) bool { return strings.Contains(said(run), "gain") })
	}
	at := pages(t, dray)
	shown := scrape(t, at, nil) + until(t, at+"/readyz", func(int, string) bool { return true }) +
		until(t, at+"/healthz", func(int, string) bool { return true }) + until(t, at, func(int, string) bool { return true })
	dray.Stop(t)
	dumped, before := w.Run(t, environ...), w.CircleCI.State().Received
	publish("r_hang", "send")
	w.Received(t, before+1) // so that there is a run in memory
	dumped.Signal(syscall.SIGQUIT)
	// Go doesn't stop the other threads for it, and now and then faults over a stack that
	// one of them changes: -1 then, in place of 2.
	if code := dumped.Wait(t); code == 0 || !strings.Contains(dumped.Said(), "goroutine ") {
		t.Errorf("SIGQUIT exited %d, want a dump", code)
	}

	decrypted := func(r circleci.Request) bool {
		return r.Slug == world.Slug("r_good") && strings.Contains(string(r.Body), `deploy-key`)
	}
	if !slices.ContainsFunc(w.CircleCI.State().Requests, decrypted) {
		t.Errorf("the field was not decrypted, so that nothing is shown: %+v", w.CircleCI.State().Requests)
	}
	secrets := append(w.ToPort.Tokens(), w.Token, w.Secret, queryToken, deployKey, vaultToken,
		kafka.User().SASL.Password, "the-client-secret-before", collectorToken)
	grep(t, "the pages", shown, secrets)
	taken, err := traces.Wait(world.Within(t), func(s collector.State) bool {
		return strings.Contains(s.Text, "r_echo_404") && strings.Contains(s.Text, "r_user_info")
	})
	if err != nil {
		t.Fatal(err)
	}
	grep(t, "the traces", taken.Text, secrets)
	grep(t, "the log", dray.Said(), secrets)
	grep(t, "the crash dump", dumped.Said(), secrets)
	for _, body := range w.ToPort.Bodies() {
		if !strings.Contains(body, "/v1/auth/access_token") { // which is what the secret is for
			grep(t, "Port's API", body, secrets)
		}
	}
}
