package play_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// steps gives the names of an answer's steps.
func steps(answer map[string]any) string {
	var names []string
	list, _ := answer["steps"].([]any)
	for _, s := range list {
		names = append(names, s.(map[string]any)["name"].(string))
	}
	return strings.Join(names, ", ")
}

func TestAnExplanation(t *testing.T) {
	b := bench(t, "")
	for name, query := range map[string]map[string]any{
		"as texts": {"event": anEvent(`, "n": 12345678901234567890`), "mapping": aMapping, "response": `{"status": 201}`},
		"as JSON": {"event": map[string]any{
			"n": 1, "context": map[string]any{"runId": "r_1"}, "payload": map[string]any{"action": map[string]any{"invocationMethod": map[string]any{"agent": true}}},
		}, "mapping": []any{map[string]any{"url": `"https://ci.example/"`}}, "response": map[string]any{"status": 201}},
	} {
		got := ask(t, b, query)
		request, _ := got["request"].(map[string]any)
		if got["outcome"] != "send" || got["run_id"] != "r_1" || got["mapping"] != 0.0 || got["report"] == nil ||
			request["url"] != "https://ci.example/" || steps(got) != "jq, http" {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// What can't be used is told of where it stands.
func TestFaults(t *testing.T) {
	b := bench(t, "")
	modules := func(list ...map[string]any) map[string]any {
		return map[string]any{"event": anEvent(""), "mapping": aMapping, "modules": list}
	}
	for name, test := range map[string]struct {
		query map[string]any
		want  map[string]any
	}{
		"an event": {map[string]any{"event": "{\n \"é\": x}"},
			map[string]any{"where": "event", "line": 2.0, "column": 7.0, "text": "not JSON: invalid character 'x' looking for beginning of value"}},
		"no event": {map[string]any{}, map[string]any{"where": "event", "line": 1.0, "column": 1.0, "text": "not JSON: unexpected end of JSON input"}},
		"a mapping": {map[string]any{"event": anEvent(""), "mapping": "[\n{]"},
			map[string]any{"where": "mapping", "line": 2.0, "column": 2.0, "text": "not JSON: invalid character ']' at start of value"}},
		"the form of a mapping": {map[string]any{"event": anEvent(""), "mapping": " {}"},
			map[string]any{"where": "mapping", "line": 1.0, "column": 2.0, "text": "the file holds an object; a list of mappings is wanted: put [ ] around it"}},
		"a program": {map[string]any{"event": anEvent(""), "mapping": "[{},\n {\"url\": \".a | (\"}]"},
			map[string]any{"where": "mapping", "line": 2.0, "column": 10.0, "text": "entry 1: url: jq: line 1, column 7: the program ends too early"}},
		"a response": {map[string]any{"event": anEvent(""), "mapping": aMapping, "response": `{"status": }`},
			map[string]any{"where": "response", "line": 1.0, "column": 12.0, "text": "not JSON: invalid character '}' looking for beginning of value"}},
		"the form of a response": {map[string]any{"event": anEvent(""), "mapping": aMapping, "response": `{"code": 1}`},
			map[string]any{"where": "response", "text": `json: unknown field "code" (it must look like {"status":201,"headers":{},"body":{}})`}},
		"a variable": {map[string]any{"event": anEvent(""), "env": map[string]any{"A=B": ""}},
			map[string]any{"where": "env", "text": `"A=B" is no name of a variable`}},
		"no module": {modules(map[string]any{"name": "m.wasm", "base64": "aGVsbG8="}),
			map[string]any{"where": "module m.wasm", "text": `the file is no WebAssembly: it begins with "hell" and not with \0asm`}},
		"an empty module":      {modules(map[string]any{"name": "m.wasm", "base64": ""}), map[string]any{"where": "module m.wasm", "text": "the file is empty: was it copied whole?"}},
		"a module in a folder": {modules(map[string]any{"name": "../m.wasm", "base64": ""}), map[string]any{"where": "module ../m.wasm", "text": "a module's name is that of a file, without a folder"}},
		"one name twice": {modules(map[string]any{"name": "m", "base64": ""}, map[string]any{"name": "m", "base64": ""}),
			map[string]any{"where": "module m", "text": "another dropped module is called so"}},
		"a module without bytes": {modules(map[string]any{"name": "m"}),
			map[string]any{"where": "module m", "text": "it has no bytes: give them as base64, or of_config for one of the config's"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := ask(t, b, test.query)
			if diff := cmp.Diff(map[string]any{"error": test.want}, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	many := make([]map[string]any, 17)
	for i := range many {
		many[i] = map[string]any{"name": fmt.Sprint(i), "base64": ""}
	}
	if got := ask(t, b, modules(many...)); got["error"].(map[string]any)["where"] != "modules" {
		t.Errorf("17 modules: %v", got)
	}
}

// Modules of the config stand where they do, those that were dropped behind the last.
func TestModulesTakePart(t *testing.T) {
	b := bench(t, `
routes:
  - {name: other, when: .action == "other", chain: [jq, http]}
  - {name: main, chain: [jq, wasm, circleci, http]}
`, "add_fields", "noop")
	own := func(name string) map[string]any { return map[string]any{"name": name, "of_config": true} }
	dropped := func(name string) map[string]any {
		return map[string]any{"name": name, "base64": guest(t, strings.TrimSuffix(name, ".wasm"))}
	}
	for name, test := range map[string]struct {
		modules any
		want    string
	}{
		"nothing said": {nil, "jq, wasm add_fields.wasm, wasm noop.wasm, circleci, http"},
		"none":         {[]any{}, "jq, circleci, http"},
		"one left out": {[]any{own("noop.wasm")}, "jq, wasm noop.wasm, circleci, http"},
		"dropped":      {[]any{own("noop.wasm"), dropped("add_command.wasm"), dropped("add_http.wasm")}, "jq, wasm noop.wasm, wasm add_command.wasm, wasm add_http.wasm, circleci, http"},
		"another of the name of one that is left out": {[]any{dropped("noop.wasm")}, "jq, wasm noop.wasm, circleci, http"},
	} {
		query := map[string]any{"event": anEvent(""), "mapping": `[{"url": "\"https://ci.example/\"", "body": "{parameters: {}}"}]`, "modules": test.modules}
		if got := ask(t, b, query); steps(got) != test.want || got["outcome"] != "send" {
			t.Errorf("%s: %s, want %s: %v", name, steps(got), test.want, got)
		}
	}
	// Where the event goes elsewhere, so do the dropped ones.
	query := map[string]any{"event": `{"action": "other", "payload": {"action": {"invocationMethod": {"agent": true}}}}`, "mapping": aMapping, "modules": []any{dropped("noop.wasm")}}
	if got := ask(t, b, query); steps(got) != "jq, wasm noop.wasm, http" {
		t.Errorf("another route: %v", got)
	}
}

// A dropped module has the default limits, whatever the config allows.
func TestADroppedModuleIsLimited(t *testing.T) {
	b := bench(t, "wasm: {timeout: 1h}")
	got := ask(t, b, map[string]any{
		"event": anEvent(""), "mapping": aMapping, "modules": []any{map[string]any{"name": "spin.wasm", "base64": guest(t, "spin")}},
	})
	if reason, _ := got["reason"].(string); got["outcome"] != "fail" || !strings.Contains(reason, "spin.wasm: it ran for longer than 50ms") {
		t.Errorf("got %v", got)
	}
}

// Mappings read what was passed and what the page says, nothing else, and none of it is shown.
func TestTheEnvironment(t *testing.T) {
	t.Setenv("OF_THE_PROCESS", "process-value")
	b := bench(t, "")
	query := map[string]any{
		"event":   anEvent(`, "told": "the-vaults-own"`),
		"mapping": `[{"url": "\"https://ci.example/\"", "body": {"all": "env | keys", "values": "[env[]]", "told": ".told"}}]`,
		"env":     map[string]any{"TYPED": "typed-value", "PORT_CLIENT_SECRET": "hidden-value"},
	}
	got := ask(t, b, query)
	want := map[string]any{"all": []any{"PASSED", "TYPED"}, "values": []any{"***", "***"}, "told": "***"}
	if diff := cmp.Diff(want, got["request"].(map[string]any)["body"]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if text := fmt.Sprint(got); strings.Contains(text, "-value") || strings.Contains(text, "vaults") {
		t.Errorf("a secret is shown: %s", text)
	}
	// What was typed before is not read again.
	query["env"] = map[string]any{"TYPED": "other-one"}
	query["mapping"] = `[{"url": "\"https://ci.example/\"", "body": {"len": "env.TYPED | length"}}]`
	for _, test := range []struct {
		value string
		want  float64
	}{{"other-one", 9}, {"short-one-and-more", 18}} {
		query["env"] = map[string]any{"TYPED": test.value}
		if got := ask(t, b, query); got["request"].(map[string]any)["body"].(map[string]any)["len"] != test.want {
			t.Errorf("%s: %v", test.value, got)
		}
	}
}

// A fault shows no secret either.
func TestFaultsAreMasked(t *testing.T) {
	b := bench(t, "")
	got := ask(t, b, map[string]any{"event": anEvent(""), "env": map[string]any{"the-vaults-own=": ""}})
	if text := fmt.Sprint(got); strings.Contains(text, "vaults") || !strings.Contains(text, "***") {
		t.Error(text)
	}
}

// Queries can come all at once, with what others have open too.
func TestQueriesAtOnce(t *testing.T) {
	b := bench(t, "", "add_fields")
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			got := ask(t, b, map[string]any{
				"event": anEvent(""), "mapping": fmt.Sprintf(`[{"url": "\"https://ci.example/%d\""}]`, i),
				"modules": []any{map[string]any{"name": fmt.Sprint("m", i%3), "base64": guest(t, "noop")}, map[string]any{"name": "add_fields.wasm", "of_config": true}},
			})
			request, _ := got["request"].(map[string]any)
			if want := fmt.Sprintf("jq, wasm add_fields.wasm, wasm m%d, http", i%3); steps(got) != want || request["url"] != fmt.Sprintf("https://ci.example/%d", i) {
				t.Errorf("%d: %v", i, got)
			}
		})
	}
	all.Wait()
}
