package routes_test

import (
	"encoding/json"
	"io/fs"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/config/routes"
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

// load reads a config in /work; yaml "" is none.
func load(yaml string, environ ...string) (*config.Config, error) {
	return config.Load(config.Options{Dir: "/work", Environ: environ, ReadFile: func(path string) ([]byte, error) {
		if path == "/work/dray.yaml" && yaml != "" {
			return []byte(yaml), nil
		}
		return nil, fs.ErrNotExist
	}})
}

func must(t *testing.T) func(*config.Config, error) *config.Config {
	t.Helper()
	return func(c *config.Config, err error) *config.Config {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
}

func decoded(t *testing.T, stage routes.Stage) any {
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
	c := must(t)(load(`
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
`, "TOKEN=a-token", "URL=https://a.com/x"))
	if len(c.Routes) != 2 {
		t.Fatalf("got %+v", c.Routes)
	}
	one, two := c.Routes[0], c.Routes[1]
	if one.Name != "route-1" || one.When != ".a" || one.OrderBy != ".b" || one.MaxAge != time.Hour || !one.RetryUnknown ||
		one.Retry != (routes.Retry{Initial: time.Second, Max: 2 * time.Second, Total: 3 * time.Second}) {
		t.Errorf("got %+v", one)
	}
	if two.Name != "named" || two.When != "" || two.RetryUnknown ||
		two.Retry != (routes.Retry{Initial: 500 * time.Millisecond, Max: 30 * time.Second, Total: 5 * time.Minute}) {
		t.Errorf("got %+v", two)
	}
	want := []any{
		&jqSettings{Mapping: "m.json"},
		&httpSettings{Timeout: 5 * time.Second, Hosts: []string{"a.com"}, Config: map[string]any{
			"token": "a-token", "url": "https://a.com/x", "n": []any{uint64(1), json.Number("1.5"), true, nil},
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

func TestRouteErrors(t *testing.T) {
	tests := []struct{ name, yaml, want string }{
		{"no list", "routes: {}", "dray.yaml:1:9: routes: it takes a list, not a mapping"},
		{"an empty list", "routes: []", "dray.yaml:1:9: routes: it has no route; remove it to get the one of port-agent"},
		{"nothing", "routes: [~]", "dray.yaml:1:10: routes[0]: a route is a mapping with a chain"},
		{"no chain", "routes:\n- name: a", "dray.yaml:2:3: routes[0]: a route needs a chain, such as - jq and - http"},
		{"an empty chain", "routes:\n- chain: []", "dray.yaml:2:10: routes[0].chain: a route needs a chain, such as - jq and - http"},
		{"an unknown key", "routes:\n- chian: [http]", "dray.yaml:2:3: routes[0].chian: unknown key; did you mean chain?"},
		{"two plugins in a stage", "routes:\n- chain:\n  - jq: {}\n    http: {}",
			"dray.yaml:4:5: routes[0].chain[0]: a stage names one plugin; put a dash before http, or indent it as a setting"},
		{"no plugin in a stage", "routes:\n- chain: [~]",
			"dray.yaml:2:11: routes[0].chain[0]: a stage is a plugin with its settings, such as - jq: {mapping: invocations.json}"},
		{"one name twice", "routes:\n- {name: a, chain: [http]}\n- {name: a, chain: [http]}",
			"dray.yaml:3:10: routes[1].name: another route is called so"},
		{"a bad retry", "routes:\n- chain: [http]\n  retry: {max: 1ms}",
			"dray.yaml:3:10: routes[0].retry: initial and total must be above 0s, and max at least initial"},
		{"a bad doubt", "routes:\n- {chain: [http], in_doubt: ask}", "dray.yaml:2:29: routes[0].in_doubt: it takes hold, send"},
		{"a bad age", "routes:\n- {chain: [http], max_age: -1s}", "dray.yaml:2:28: routes[0].max_age: it must be 0s, for no bound, or above"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := load(tt.yaml); err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestErrorsOfOthersSayWhere(t *testing.T) {
	c := must(t)(load("routes:\n- name: a\n  when: .[\n  chain:\n  - jqq: {mapping: 1}\n  - http: {timeout: 5, host: a}\n"))
	route := c.Routes[0]
	for want, err := range map[string]error{
		"dray.yaml:3:9: routes[0].when: no jq":                   route.Errorf("when", "no %s", "jq"),
		"dray.yaml:2:3: routes[0]: no order":                     route.Errorf("order_by", "no order"),
		"dray.yaml:5:10: routes[0].chain[0].jqq: no such plugin": route.Chain[0].Errorf("no such plugin"),
		"a.when: made by hand":                                   routes.Route{Name: "a"}.Errorf("when", "made by hand"),
		"jq: made by hand":                                       routes.Stage{Plugin: "jq"}.Errorf("made by hand"),
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
	c := must(t)(load(`
routes:
  - {name: a, retry: &slow {initial: 1m, max: 2m, total: 1h}, chain: &chain [http: &h {timeout: 5s}]}
  - {name: b, retry: {<<: *slow, total: 2h}, chain: *chain}
`))
	if got := c.Routes[1].Retry; got != (routes.Retry{Initial: time.Minute, Max: 2 * time.Minute, Total: 2 * time.Hour}) {
		t.Errorf("got %+v", got)
	}
	if got := decoded(t, c.Routes[1].Chain[0]).(*httpSettings).Timeout; got != 5*time.Second {
		t.Errorf("got %s", got)
	}
}
