package config_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config"
)

type jqSettings struct {
	Mapping string `yaml:"mapping"`
}

type httpSettings struct {
	Timeout   time.Duration  `yaml:"timeout"`
	VerifySSL bool           `yaml:"verify_ssl"`
	Hosts     []string       `yaml:"hosts"`
	Config    map[string]any `yaml:"config"`
}

func decoded(t *testing.T, stage config.Stage) any {
	t.Helper()
	var into any = &httpSettings{Timeout: 30 * time.Second, VerifySSL: true}
	if stage.Plugin == "jq" {
		into = &jqSettings{}
	}
	if err := stage.Decode(into); err != nil {
		t.Fatal(err)
	}
	return into
}

func TestRoutes(t *testing.T) {
	c := must(t)(files{"dray.yaml": `
routes:
  - when: .a
    order_by: .b
    max_age: 1h
    retry: {initial: 1s, max: 2s, total: 3s}
    retry_unknown: true
    chain:
      - jq: {mapping: m.json}
      - http: {timeout: 5s, hosts: a.com, verify_ssl: off, config: {token: "${env:TOKEN}", url: "${env:URL}", n: [1, 1.5, true, null]}}
  - name: named
    chain:
      - http:
      - http
`}.load("TOKEN=a-token", "URL=https://a.com/x"))
	if len(c.Routes) != 2 {
		t.Fatalf("got %+v", c.Routes)
	}
	one, two := c.Routes[0], c.Routes[1]
	if one.Name != "route-1" || one.When != ".a" || one.OrderBy != ".b" || one.MaxAge != time.Hour || !one.RetryUnknown ||
		one.Retry != (config.Retry{Initial: time.Second, Max: 2 * time.Second, Total: 3 * time.Second}) {
		t.Errorf("got %+v", one)
	}
	if two.Name != "named" || two.When != "" || two.RetryUnknown ||
		two.Retry != (config.Retry{Initial: 500 * time.Millisecond, Max: 30 * time.Second, Total: 5 * time.Minute}) {
		t.Errorf("got %+v", two)
	}
	want := []any{
		&jqSettings{Mapping: "m.json"},
		&httpSettings{Timeout: 5 * time.Second, Hosts: []string{"a.com"}, Config: map[string]any{
			"token": "a-token", "url": "https://a.com/x", "n": []any{uint64(1), 1.5, true, nil},
		}},
		&httpSettings{Timeout: 30 * time.Second, VerifySSL: true},
		&httpSettings{Timeout: 30 * time.Second, VerifySSL: true},
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
	if diff := cmp.Diff([]string{"a-token"}, c.Secrets()); diff != "" {
		t.Errorf("secrets (-want +got)\n%s", diff)
	}
}

func TestTheRouteOfPortAgent(t *testing.T) {
	c := must(t)(files{}.load("CONTROL_THE_PAYLOAD_CONFIG_PATH=conf/invocations.json",
		"WEBHOOK_INVOKER_TIMEOUT=2.5", "WEBHOOK_VERIFY_SSL=False"))
	if len(c.Routes) != 1 || len(c.Routes[0].Chain) != 2 {
		t.Fatalf("got %+v", c.Routes)
	}
	chain := c.Routes[0].Chain
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

func TestRouteErrors(t *testing.T) {
	tests := []struct{ name, yaml, want string }{
		{"no list", "routes: {}", "dray.yaml:1:9: routes: it takes a list, not a mapping"},
		{"an empty list", "routes: []", "dray.yaml:1:9: routes: it has no route; remove it to get the one of port-agent"},
		{"nothing", "routes: [~]", "dray.yaml:1:10: routes[0]: a route is a mapping with a chain"},
		{"no chain", "routes:\n- name: a", "dray.yaml:2:3: routes[0]: a route needs a chain of at least one stage, such as - http"},
		{"an empty chain", "routes:\n- chain: []", "dray.yaml:2:10: routes[0].chain: a route needs a chain of at least one stage, such as - http"},
		{"an unknown key", "routes:\n- chian: [http]", "dray.yaml:2:3: routes[0].chian: unknown key; did you mean chain?"},
		{"two plugins in a stage", "routes:\n- chain:\n  - jq: {}\n    http: {}",
			"dray.yaml:4:5: routes[0].chain[0]: a stage names one plugin; put a dash before http, or indent it as a setting"},
		{"no plugin in a stage", "routes:\n- chain: [~]",
			"dray.yaml:2:11: routes[0].chain[0]: a stage is a plugin with its settings, such as - jq: {mapping: invocations.json}"},
		{"one name twice", "routes:\n- {name: a, chain: [http]}\n- {name: a, chain: [http]}",
			"dray.yaml:3:10: routes[1].name: another route is called so"},
		{"a bad retry", "routes:\n- chain: [http]\n  retry: {max: 1ms}",
			"dray.yaml:3:10: routes[0].retry: initial and total must be above 0s, and max at least initial"},
		{"a bad age", "routes:\n- {chain: [http], max_age: -1s}", "dray.yaml:2:28: routes[0].max_age: it must be 0s, for no bound, or above"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := (files{"dray.yaml": tt.yaml}).load(); err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestErrorsOfOthersSayWhere(t *testing.T) {
	c := must(t)(files{"dray.yaml": "routes:\n- name: a\n  when: .[\n  chain:\n  - jqq: {mapping: 1}\n  - http: {timeout: 5, host: a}\n"}.load())
	route := c.Routes[0]
	for want, err := range map[string]error{
		"dray.yaml:3:9: routes[0].when: no jq":                   route.Errorf("when", "no %s", "jq"),
		"dray.yaml:2:3: routes[0]: no order":                     route.Errorf("order_by", "no order"),
		"dray.yaml:5:10: routes[0].chain[0].jqq: no such plugin": route.Chain[0].Errorf("no such plugin"),
		"a.when: made by hand":                                   config.Route{Name: "a"}.Errorf("when", "made by hand"),
		"jq: made by hand":                                       config.Stage{Plugin: "jq"}.Errorf("made by hand"),
	} {
		if err.Error() != want {
			t.Errorf("got  %s\nwant %s", err, want)
		}
	}
	err := route.Chain[1].Decode(&httpSettings{})
	want := "dray.yaml:6:21: routes[0].chain[1].http.timeout: it takes a time with its unit, such as 25s, 500ms or 5m\n" +
		"dray.yaml:6:24: routes[0].chain[1].http.host: unknown key; did you mean hosts?"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestAnchorsShareSettings(t *testing.T) {
	c := must(t)(files{"dray.yaml": `
routes:
  - {name: a, retry: &slow {initial: 1m, max: 2m, total: 1h}, chain: &chain [http: &h {timeout: 5s}]}
  - {name: b, retry: {<<: *slow, total: 2h}, chain: *chain}
`}.load())
	if got := c.Routes[1].Retry; got != (config.Retry{Initial: time.Minute, Max: 2 * time.Minute, Total: 2 * time.Hour}) {
		t.Errorf("got %+v", got)
	}
	if got := decoded(t, c.Routes[1].Chain[0]).(*httpSettings).Timeout; got != 5*time.Second {
		t.Errorf("got %s", got)
	}
}

func TestHostileAliases(t *testing.T) {
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := range 8 {
		bomb += strings.NewReplacer("N", string(rune('1'+i)), "P", string(rune('0'+i))).
			Replace("aN: &aN [*aP, *aP, *aP, *aP, *aP, *aP, *aP, *aP, *aP, *aP]\n")
	}
	for name, yaml := range map[string]string{
		"growing": bomb, "of itself": "log: &l {level: *l}", "without anchor": "log: *none",
		"deep": "log: " + strings.Repeat("[", 500) + strings.Repeat("]", 500),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := (files{"dray.yaml": yaml}).load(); err == nil || !strings.HasPrefix(err.Error(), "dray.yaml:") {
				t.Errorf("got %v", err)
			}
		})
	}
}
