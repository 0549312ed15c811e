package config_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/drayhq/dray/core/config"
)

func TestRenew(t *testing.T) {
	load := func(yaml string, environ ...string) *config.Config {
		t.Helper()
		cfg, err := config.Load(config.Options{
			Dir: "/w", Environ: append(environ, "PORT_ORG_ID=o"),
			ReadFile: func(string) ([]byte, error) { return []byte(yaml), nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		return cfg
	}
	const credentials = "port: {client_id: i, client_secret: s}\n"
	for name, test := range map[string]struct{ before, after, changed, restart string }{
		"nothing":         {"", "", "", ""},
		"live":            {"", "http: {hosts: [a]}\nlog: {level: debug}\nlimits: {max_in_flight: 7}", "limits.max_in_flight http.hosts log.level", ""},
		"not live":        {"", "kafka: {brokers: ['a:1']}\nadmin: {listen: ''}\nstore: {keep: 1h}\npolling: {batch: 7, backoff: {max: 2m}}", "", "kafka.brokers kafka.tls.enabled kafka.sasl.mechanism polling.batch polling.backoff.max store.keep admin.listen"},
		"both":            {"", "kafka: {start: latest, tls: {ca_file: x}}", "kafka.tls.ca_file", "kafka.start"},
		"a rotation":      {credentials, "port: {client_id: i, client_secret: t, previous_client_secret: s}", "port.client_secret port.previous_client_secret", ""},
		"the first of it": {"", credentials, "", "port.client_id port.client_secret"},
		"the last of it":  {credentials, "", "", "port.client_id port.client_secret"},
		"what derives":    {"", "port: {org: p}", "", "kafka.topics.runs kafka.topics.changes kafka.group port.org"},
	} {
		before, after := load(test.before), load(test.after)
		r := before.Renew(after)
		if got := strings.Join(r.Changed, " "); got != test.changed {
			t.Errorf("%s: changed are %q, want %q", name, got, test.changed)
		}
		if got := strings.Join(r.Restart, " "); got != test.restart {
			t.Errorf("%s: a restart take %q, want %q", name, got, test.restart)
		}
		if !slices.Equal(r.Config.Kafka.Brokers, before.Kafka.Brokers) || r.Config.Kafka.Group != before.Kafka.Group || r.Config.Store.Keep != before.Store.Keep {
			t.Errorf("%s: what takes a restart has changed: %+v", name, r.Config.Kafka)
		}
		if again := r.Config.Renew(after); len(again.Changed) > 0 || !slices.Equal(again.Restart, r.Restart) {
			t.Errorf("%s: once more says %q and %q", name, again.Changed, again.Restart)
		}
	}
}
