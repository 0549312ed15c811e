package config_test

import (
	"strings"
	"testing"

	"github.com/drayhq/dray/core/config"
)

func TestErrors(t *testing.T) {
	tests := []struct {
		name, yaml string
		environ    []string
		want       string
	}{
		{"an unknown key", "limits:\n  max_in_fligth: 1", nil,
			"dray.yaml:2:3: limits.max_in_fligth: unknown key; did you mean max_in_flight?"},
		{"an unknown section", "limit: {}", nil, "dray.yaml:1:1: limit: unknown key; did you mean limits?"},
		{"nothing near", "kafka: {tls: {zzzzzzzzz: 1}}", nil,
			"dray.yaml:1:15: kafka.tls.zzzzzzzzz: unknown key; known are ca_file, cert_file, enabled, insecure_skip_verify, key_file, server_name"},
		{"nothing near, twice", "zzzzzzzzz: 1\nyyyyyyyyy: 1", nil,
			"dray.yaml:1:1: zzzzzzzzz: unknown key; known are admin, follow, http, kafka, limits, log, observe, polling, port, store, wasm, routes\n" +
				"dray.yaml:2:1: yyyyyyyyy: unknown key; known are admin, follow, http, kafka, limits, log, observe, polling, port, store, wasm, routes"},
		{"a wrong type", "limits: {drain: 25}", nil,
			"dray.yaml:1:17: limits.drain: it takes a time with its unit, such as 25s, 500ms or 5m"},
		{"a list for a value", "port: {org: [a]}", nil, "dray.yaml:1:13: port.org: it takes a single value, not a list"},
		{"a value for a section", "port: on", nil, "dray.yaml:1:7: port: it takes a mapping, not a single value"},
		{"a list as document", "- port", nil, "dray.yaml:1:1: it takes a mapping, not a list"},
		{"no size", "limits: {message_bytes: much}", nil,
			"dray.yaml:1:25: limits.message_bytes: it takes a size under 2GiB, such as 10MiB"},
		{"no switch", "port: {verify: maybe}", nil, "dray.yaml:1:16: port.verify: it takes on or off"},
		{"twice", "port: {org: a}\nlog: {}\nport: {org: b}", nil,
			"dray.yaml:3:1: port: written twice; the first stands at dray.yaml:1:1"},
		{"broken YAML", "port: {org: a", nil, "dray.yaml:1:7: could not find flow mapping end token '}'"},
		{"two documents", "port: {}\n---\nlog: {}", nil,
			"dray.yaml:3:1: a second document; there can be one only: remove the --- above it"},
		{"no such variable", "port: {org: '${env:NOPE}'}", []string{"NOPE="},
			"dray.yaml:1:13: port.org: the environment variable NOPE is not set"},
		{"no such file", "port: {org: '${file:nope}'}", nil,
			"dray.yaml:1:13: port.org: reading the file nope: file does not exist"},
		{"no such variable, where not every word is right", "log: {level: '${env:NOPE}'}\nkafka: {brokers: ['${env:NOPE}'], start: '${file:nope}'}", nil,
			"dray.yaml:1:14: log.level: the environment variable NOPE is not set\n" +
				"dray.yaml:2:19: kafka.brokers[0]: the environment variable NOPE is not set\n" +
				"dray.yaml:2:42: kafka.start: reading the file nope: file does not exist"},
		{"no such variable, where others depend on it", "limits: {max_in_flight: '${env:NOPE}', max_unsettled: 8}", nil,
			"dray.yaml:1:25: limits.max_in_flight: the environment variable NOPE is not set"},
		{"no such variable in a variable", "", []string{"DRAY_LOG_LEVEL=${env:NOPE}", "DRAY_LIMITS_MAX_UNSETTLED=8", "DRAY_LIMITS_MAX_IN_FLIGHT=${env:NOPE}"},
			"DRAY_LIMITS_MAX_IN_FLIGHT: limits.max_in_flight: the environment variable NOPE is not set\n" +
				"DRAY_LOG_LEVEL: log.level: the environment variable NOPE is not set"},
		{"no such variable in a route", "routes:\n- {chain: '${env:NOPE}', retry: {max: '${env:NOPE}'}}\n- chain: ['${env:NOPE}', htp: {nope: 1}]\n  chian: 1\n- ${env:NOPE}", nil,
			"dray.yaml:2:11: routes[0].chain: the environment variable NOPE is not set\n" +
				"dray.yaml:2:39: routes[0].retry.max: the environment variable NOPE is not set\n" +
				"dray.yaml:3:11: routes[1].chain[0]: the environment variable NOPE is not set\n" +
				"dray.yaml:5:3: routes[2]: the environment variable NOPE is not set\n" +
				"dray.yaml:4:3: routes[1].chian: unknown key; did you mean chain?"},
		{"no such variable for all routes", "routes: ${env:NOPE}", nil, "dray.yaml:1:9: routes: the environment variable NOPE is not set"},
		{"no such variable for a section", "limits: ${env:NOPE}", nil, "dray.yaml:1:9: limits: the environment variable NOPE is not set"},
		{"no such source", "port: {org: 'a${vault:x}'}", nil,
			"dray.yaml:1:13: port.org: only ${env:NAME} and ${file:PATH} can follow a $; write $${ for a plain ${"},
		{"below its least", "limits: {max_in_flight: 0}", nil, "dray.yaml:1:25: limits.max_in_flight: it must be above 0"},
		{"limits that don't fit", "limits: {max_unsettled: 8}", nil,
			"dray.yaml:1:25: limits.max_unsettled: it must be at least limits.max_in_flight, which is 64"},
		{"a level", "log: {level: loud}", nil, "dray.yaml:1:14: log.level: it takes debug, info, warn, error"},
		{"a start", "", []string{"KAFKA_CONSUMER_AUTO_OFFSET_RESET=error"},
			"KAFKA_CONSUMER_AUTO_OFFSET_RESET: kafka.start: it takes earliest, latest"},
		{"a broker without a port", "kafka: {brokers: [kafka]}", nil,
			"dray.yaml:1:18: kafka.brokers: a broker is host:port, such as kafka.example.com:9196"},
		{"half an address", "", []string{"PORT_API_BASE_URL=api.getport.io"},
			"PORT_API_BASE_URL: port.url: it takes an address such as https://api.getport.io"},
		{"a mechanism", "", []string{"KAFKA_CONSUMER_AUTHENTICATION_MECHANISM=GSSAPI"},
			"KAFKA_CONSUMER_AUTHENTICATION_MECHANISM: kafka.sasl.mechanism: it takes PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, none"},
		{"a hold without a store", "store: {in_doubt: hold}", nil,
			"dray.yaml:1:19: store.in_doubt: hold needs store.path, a folder where runs are held; set it, or in_doubt to send"},
		{"a route's hold without a store", "routes: [{chain: [http], in_doubt: hold}]", nil,
			"dray.yaml:1:36: routes[0].in_doubt: hold needs store.path, a folder where runs are held; set it, or in_doubt to send"},
		{"another doubt", "store: {path: s, in_doubt: ask, keep: 0s}", nil,
			"dray.yaml:1:28: store.in_doubt: it takes hold, send\ndray.yaml:1:39: store.keep: it must be above 0"},
		{"a topic of dead letters that is read", "kafka: {topics: {runs: a, dead_letters: a}}", nil,
			"dray.yaml:1:41: kafka.topics.dead_letters: dray reads that topic, and would take its own dead letters for runs; name another"},
		{"a relative socket", "", []string{"DRAY_ADMIN_LISTEN=unix:admin.sock"},
			"DRAY_ADMIN_LISTEN: admin.listen: the path of a socket begins with /, such as unix:/run/dray/admin.sock"},
		{"a long socket", "", []string{"DRAY_ADMIN_LISTEN=unix:/" + strings.Repeat("a", 103)},
			"DRAY_ADMIN_LISTEN: admin.listen: the path of a socket can't be that long; use a shorter one"},
		{"a key without certificate", "kafka: {tls: {key_file: k}}", nil,
			"kafka.tls.cert_file: kafka.tls.key_file needs it beside it"},
		{"a list without an entry", "http: {hosts: ' , '}\nkafka: {brokers: ''}", []string{"KAFKA_CONSUMER_BROKERS=,"},
			"KAFKA_CONSUMER_BROKERS: kafka.brokers: it holds nothing beside commas and spaces; write what shall be in it, or leave it out\n" +
				"dray.yaml:1:15: http.hosts: it holds nothing beside commas and spaces; write what shall be in it, or leave it out"},
		{"a variable of a list without an entry", "", []string{"DRAY_HTTP_HOSTS=,"},
			"DRAY_HTTP_HOSTS: http.hosts: it holds nothing beside commas and spaces; write what shall be in it, or leave it out"},
		{"a list that a file leaves empty", "http: {hosts: '${file:hosts}'}", nil,
			"dray.yaml:1:15: http.hosts: it holds nothing beside commas and spaces; write what shall be in it, or leave it out"},
		{"an unknown variable", "", []string{"DRAY_LIMITS_DRAIM=1s"},
			"DRAY_LIMITS_DRAIM: unknown variable; did you mean DRAY_LIMITS_DRAIN?"},
		{"a variable of another type", "", []string{"DRAY_LIMITS_DRAIN=1"},
			"DRAY_LIMITS_DRAIN: limits.drain: it takes a time with its unit, such as 25s, 500ms or 5m"},
		{"a bad timeout", "", []string{"WEBHOOK_INVOKER_TIMEOUT=soon"},
			"WEBHOOK_INVOKER_TIMEOUT: it takes a number of seconds above 0"},
		{"no protocol", "", []string{"KAFKA_CONSUMER_SECURITY_PROTOCOL=TLS"},
			"KAFKA_CONSUMER_SECURITY_PROTOCOL: it takes PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := files{"dray.yaml": tt.yaml, "hosts": "\n"}.load(tt.environ...)
			if err == nil {
				t.Fatal("no error")
			}
			if err.Error() != tt.want {
				t.Errorf("got  %s\nwant %s", err, tt.want)
			}
		})
	}
}

func TestAllErrorsAtOnce(t *testing.T) {
	_, err := files{"dray.yaml": "limits: {drain: x, max_waiting: x}\nlog: {lebel: info}\nroutes: [{chain: []}]"}.load("DRAY_LIMITS_NOPE=1")
	if err == nil || strings.Count(err.Error(), "\n") != 4 {
		t.Errorf("got %v", err)
	}
}

func TestErrorsShowNoSecret(t *testing.T) {
	yaml := "port: {client_secret: '${env:S}'}\nroutes:\n- name: hunter2hunter2\n  chain: [http]\n- name: ${env:S}\n  chain: [{http: {}, hunter2hunter2: {}}]"
	_, err := files{"dray.yaml": yaml}.load("S=hunter2hunter2")
	if err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("got %v", err)
	}
}

func TestVariablesOfOthers(t *testing.T) {
	c, err := files{}.load("DRAY_CONFORMANCE_DIR=/x", "DRAY_TEST_SEED=1", "DRAY_PORT=tcp://10.0.0.1:80",
		"DRAY_PORT_80_TCP_ADDR=10.0.0.1", "DRAY_SERVICE_HOST=10.0.0.1", "DRAY_METRICS_SERVICE_PORT_HTTP=9090")
	if err != nil {
		t.Fatal(err)
	}
	if c.Port != config.Defaults().Port {
		t.Errorf("got %+v", c.Port)
	}
}

func TestAdminListensOnLoopbackOnly(t *testing.T) {
	const want = "DRAY_ADMIN_LISTEN: admin.listen: it takes unix:PATH, or a host:port on loopback such as " +
		"127.0.0.1:9180; nobody else may reach it, for whoever does can send runs again"
	for _, listen := range []string{
		":9180", "0.0.0.0:9180", "[::]:9180", "10.0.0.1:9180", "dray.example.com:9180", "127.0.0.1", "127.0.0.1:0",
		"http://127.0.0.1:9180", "/run/dray/admin.sock", "on", "localhost.example.com:1", "127.0.0.1.example.com:1",
	} {
		if _, err := (files{}).load("DRAY_ADMIN_LISTEN=" + listen); err == nil || err.Error() != want {
			t.Errorf("%s: got %v", listen, err)
		}
	}
}
