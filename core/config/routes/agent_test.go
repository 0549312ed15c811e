package routes_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config/routes"
)

func TestTheRouteOfPortAgent(t *testing.T) {
	c := must(t)(load("", "CONTROL_THE_PAYLOAD_CONFIG_PATH=conf/invocations.json",
		"WEBHOOK_INVOKER_TIMEOUT=2.5", "WEBHOOK_VERIFY_SSL=False"))
	if len(c.Routes) != 1 || len(c.Routes[0].Chain) != 3 {
		t.Fatalf("got %+v", c.Routes)
	}
	chain := c.Routes[0].Chain
	if chain[1].Plugin != "wasm" {
		t.Errorf("between jq and http is %s, want the transforms", chain[1].Plugin)
	}
	chain = []routes.Stage{chain[0], chain[2]}
	want := []any{&jqSettings{Mapping: "/work/conf/invocations.json"}, &httpSettings{Timeout: 2500 * time.Millisecond}}
	if diff := cmp.Diff(want, []any{decoded(t, chain[0]), decoded(t, chain[1])}); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	err := chain[0].Decode(&struct {
		Mappings string `yaml:"mappings"`
	}{})
	if err == nil || err.Error() != "CONTROL_THE_PAYLOAD_CONFIG_PATH: jq.mapping: unknown key; did you mean mappings?" {
		t.Errorf("got %v", err)
	}
}

// A file's routes lie above port-agent's environment, which lies above the defaults.
func TestPortAgentsEnvironmentUnderAFile(t *testing.T) {
	c := must(t)(load(`
routes:
  - name: silent
    chain: [jq, http]
  - name: half
    chain: [jq: {}, http: {hosts: a.com, timeout: 7s}]
  - name: own
    chain: [jq: {mapping: own.json}, http: {timeout: 5s, verify_ssl: on}]
  - name: built in
    chain: [jq: {mapping: ""}, http: {timeout: ~}]
`, "CONTROL_THE_PAYLOAD_CONFIG_PATH=m.json", "WEBHOOK_INVOKER_TIMEOUT=1", "WEBHOOK_VERIFY_SSL=false"))
	want := []any{
		&jqSettings{Mapping: "/work/m.json"}, &httpSettings{Timeout: time.Second},
		&jqSettings{Mapping: "/work/m.json"}, &httpSettings{Timeout: 7 * time.Second, Hosts: []string{"a.com"}},
		&jqSettings{Mapping: "own.json"}, &httpSettings{Timeout: 5 * time.Second, VerifySSL: true},
		&jqSettings{}, &httpSettings{Timeout: time.Second},
	}
	var got []any
	for _, route := range c.Routes {
		for _, stage := range route.Chain {
			got = append(got, decoded(t, stage))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
