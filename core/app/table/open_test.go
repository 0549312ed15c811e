package table_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/drayhq/dray/core/app/table"
	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/route"
	"github.com/drayhq/dray/sdk"
)

// open opens the routes of a folder's dray.yaml, there being none if yaml is "".
func open(t *testing.T, yaml string, environ ...string) (route.Table, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"dray.yaml": yaml, "m.json": `[{"url": "\"https://ci.example/\""}]`,
		"bad.json": "[{\"url\": \".a | ]\"},\n {\"method\": \".b | ]\"}]", "object.json": "{}",
	} {
		if text == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cfg, err := config.Load(config.Options{Dir: dir, Environ: environ})
	if err != nil {
		t.Fatal(err)
	}
	opened, err := table.Open(t.Context(), cfg, sdk.Env{
		Log: slog.New(slog.DiscardHandler), Environ: environ, Now: time.Now, Dir: cfg.Dir, Hosts: cfg.HTTP.Hosts,
	}, false)
	if err == nil {
		t.Cleanup(func() {
			if err := opened.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	return opened, err
}

func TestOpen(t *testing.T) {
	opened, err := open(t, `
http: {hosts: [ci.example, "ci.corp:8443", "*.example.com"]}
routes:
  - {name: a, when: .a, order_by: .b, max_age: 1h, chain: [jq: {mapping: m.json}, http]}
  - {name: b, chain: [jq, http: {hosts: [other.example]}]}
`)
	if err != nil {
		t.Fatal(err)
	}
	a, b := opened[0], opened[1]
	if len(opened) != 2 || a.Name != "a" || a.When == nil || a.OrderBy == nil || a.MaxAge != time.Hour || b.When != nil || b.OrderBy != nil {
		t.Errorf("got %+v and %+v", a, b)
	}
	if a.Chain.Name(0) != "jq" || a.Chain.Name(1) != "http" || a.Chain.Name(2) != "" {
		t.Errorf("got %+v", a.Chain)
	}
}

func TestOpenRefuses(t *testing.T) {
	const chain = "routes:\n- chain: "
	for name, test := range map[string]struct {
		yaml, want string
		environ    []string
	}{
		"a plugin that there is not": {chain + "[jqq, http]", "dray.yaml:2:11: routes[0].chain[0].jqq: no plugin is called jqq; there are: jq, wasm, circleci, http", nil},
		"a chain the wrong way round": {chain + "[http, jq]",
			"dray.yaml:2:11: routes[0].chain[0].http: nothing has made a request before http: a chain begins with - jq", nil},
		"no mapping": {chain + "[http: {timeout: 1s}]",
			"dray.yaml:2:17: routes[0].chain[0].http: nothing has made a request before http: a chain begins with - jq", nil},
		"no sink": {chain + "[jq]",
			"dray.yaml:2:11: routes[0].chain[0].jq: nothing sends the request that jq gives: a chain ends with - http", nil},
		"two sinks": {chain + "[jq, http, http]",
			"dray.yaml:2:15: routes[0].chain[1].http: http sends the request, so that nothing can come after it: remove it, or http", nil},
		"a sink in the middle": {chain + "[jq, http, jq]",
			"dray.yaml:2:15: routes[0].chain[1].http: http sends the request, so that nothing can come after it: remove it, or jq", nil},
		"no expression": {chain + "[jq, http]\n  when: .a |", "dray.yaml:3:9: routes[0].when: compiling it: ", nil},
		"no order":      {chain + "[jq, http]\n  order_by: .a |", "dray.yaml:3:13: routes[0].order_by: compiling it: ", nil},
		"no such mapping file": {chain + "\n  - jq:\n      mapping: nope.json\n  - http",
			"dray.yaml:4:7: routes[0].chain[0].jq: reading the mapping file: open ", nil},
		"no such mapping file in a variable": {"", "jq: reading the mapping file: open /nope.json: ", []string{"CONTROL_THE_PAYLOAD_CONFIG_PATH=/nope.json"}},
		"programs of a mapping":              {chain + "[jq: {mapping: bad.json}, http]", "bad.json:1:10: entry 0: url: jq: line 1, column 6: ", nil},
		"the next program":                   {chain + "[jq: {mapping: bad.json}, http]", "\nbad.json:2:13: entry 1: method: jq: ", nil},
		"the form of a mapping":              {chain + "[jq: {mapping: object.json}, http]", "object.json:1:1: the file holds ", nil},
		"a setting of no sense":              {chain + "[jq: {timeout: 0s}, http]", "dray.yaml:2:15: routes[0].chain[0].jq: the jq step's timeout is 0s", nil},
		"an unknown setting": {chain + "[jq, http: {host: a}]",
			"dray.yaml:2:22: routes[0].chain[1].http.host: unknown key; did you mean hosts?", nil},
		"an address among a stage's hosts": {chain + "[jq, http: {hosts: ['https://a.example/x']}]",
			`dray.yaml:2:21: routes[0].chain[1].http: the settings of the http step: reading the entry "https://a.example/x" of hosts: write a host or host:port alone`, nil},
		"a stage's hosts without a host": {chain + "[jq, http: {hosts: ','}]", "dray.yaml:2:29: routes[0].chain[1].http.hosts: it holds nothing", nil},
		"an address among all hosts": {"http: {hosts: ['https://a.example/x']}",
			`dray.yaml:1:15: http.hosts: reading the entry "https://a.example/x" of hosts: write a host or host:port alone, without https:// and a path`, nil},
		"an address in the variable": {"", `DRAY_HTTP_HOSTS: http.hosts: reading the entry "http://b.example" of hosts: write a host`,
			[]string{"DRAY_HTTP_HOSTS=a.example,http://b.example"}},
		"no host at all": {"http: {hosts: ['']}", `dray.yaml:1:15: http.hosts: reading the entry "" of hosts`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := open(t, test.yaml, test.environ...)
			text := ""
			if err != nil {
				text = "\n" + err.Error()
			}
			if !strings.Contains(text, "\n"+strings.TrimPrefix(test.want, "\n")) {
				t.Errorf("got  %v\nwant %s…", err, test.want)
			}
		})
	}
}
