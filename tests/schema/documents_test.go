package schema

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/txtar"
)

// documents gives all YAML that lies in the repo or is shown in it, by the file.
func documents(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			if name := entry.Name(); name == ".git" || name == ".cache" || name == "bin" || name == "node_modules" {
				return fs.SkipDir
			}
			return err
		}
		kind := filepath.Ext(path)
		if kind != ".yaml" && kind != ".txtar" && kind != ".md" {
			return nil
		}
		name, _ := filepath.Rel(root, path)
		data, err := os.ReadFile(path)
		switch kind {
		case ".yaml":
			out[name] = append(out[name], string(data), ofChart(data))
		case ".txtar":
			for _, file := range txtar.Parse(data).Files {
				if filepath.Ext(file.Name) == ".yaml" {
					out[name] = append(out[name], string(file.Data))
				}
			}
		case ".md":
			for _, block := range regexp.MustCompile("(?s)```yaml[a-z ]*\n(.*?)```").FindAllStringSubmatch(string(data), -1) {
				text := block[1]
				if strings.HasPrefix(text, "chain:") {
					text = "routes:\n- " + strings.ReplaceAll(text, "\n", "\n  ")
				}
				out[name] = append(out[name], text)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// ofChart gives the config in values of the chart, nothing if there is none.
func ofChart(values []byte) string {
	var chart struct{ Config map[string]any }
	if err := yaml.Unmarshal(values, &chart); err != nil || len(chart.Config) == 0 {
		return ""
	}
	text, _ := yaml.Marshal(chart.Config)
	return string(text)
}

// Of all YAML that there is the schema takes what dray can read, and no other.
func TestDocuments(t *testing.T) {
	o := newOracle(t)
	all := documents(t)
	taken := map[string]bool{}
	for name, texts := range all {
		for _, text := range texts {
			o.agree(t, text, "1")
			taken[name] = taken[name] || strings.TrimSpace(text) != "" && o.valid(text) == nil
		}
	}
	for _, name := range []string{
		"README.md", "core/follow/README.md", "plugins/circleci/README.md", "plugins/http/README.md", "plugins/jq/README.md",
		"plugins/wasm/README.md", "configs/dray.yaml", "configs/examples/circleci-typed/dray.yaml",
		"tests/deploy/testdata/values/everything.yaml", "wasm-examples/run-context/README.md",
	} {
		if !taken[filepath.FromSlash(name)] {
			t.Errorf("%s shows no config that the schema takes:\n%q", name, all[name])
		}
	}
}

// What a person is likely to get wrong, neither dray nor an editor lets pass.
func TestMistakes(t *testing.T) {
	o := newOracle(t)
	for name, document := range map[string]string{
		"a key that there is not":       "limits: {max_in_fligth: 5}",
		"a section that there is not":   "limit: {max_in_flight: 5}",
		"a share of no number":          "polling: {backoff: {jitter: some}}",
		"a setting that there is not":   "routes: [{chain: [jq: {maping: m.json}, http]}]",
		"text for a number":             "limits: {max_in_flight: many}",
		"a list for text":               "port: {org: [a]}",
		"text for a section":            "port: on",
		"a number without a unit":       "limits: {drain: 25}",
		"a unit that there is not":      "limits: {drain: 25 seconds}",
		"a size of no unit":             "limits: {message_bytes: 10 megs}",
		"neither on nor off":            "port: {verify: maybe}",
		"a word that there is not":      "log: {level: loud}",
		"a mechanism that there is not": "kafka: {sasl: {mechanism: GSSAPI}}",
		"another doubt":                 "store: {path: s, in_doubt: ask}",
		"another answer to a trap":      "routes: [{chain: [jq, wasm: {on_trap: explode}, http]}]",
		"a type that there is not":      "routes: [{chain: [jq, circleci: {parameters: {p: {type: bool}}}, http]}]",
		"a parameter without a type":    "routes: [{chain: [jq, circleci: {parameters: {p: {default: 1}}}, http]}]",
		"two plugins in a step":         "routes: [{chain: [{jq: {}, http: {}}]}]",
		"a plugin that there is not":    "routes: [{chain: [jqq: {mapping: m.json}, http]}]",
		"the same, by its name alone":   "routes: [{chain: [jqq, http]}]",
		"a step of nothing":             "routes: [{chain: [{}, http]}]",
		"a route without a chain":       "routes: [{name: a}]",
		"a chain of nothing":            "routes: [{chain: []}]",
		"routes of nothing":             "routes: []",
		"a list of nothing but commas":  "http: {hosts: ' , '}",
		"less than nothing":             "limits: {max_in_flight: -1}",
		"no time left":                  "limits: {drain: -25s}",
		"a source that there is not":    "port: {client_secret: '${vault:secret}'}",
		"a brace that is left open":     "port: {client_secret: '${env:SECRET'}",
	} {
		if o.valid(document) == nil {
			t.Errorf("the schema takes %s: %s", name, document)
		}
		if o.takes(t, document) == nil {
			t.Errorf("dray takes %s: %s", name, document)
		}
	}
}
