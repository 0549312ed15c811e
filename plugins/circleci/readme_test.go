package circleci

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

// blocks gives the README's fenced blocks by what follows their fence.
func blocks(t *testing.T) (text string, found map[string]string) {
	t.Helper()
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	found = map[string]string{}
	for _, m := range regexp.MustCompile("(?s)```([a-z ]+)\n(.*?)```").FindAllStringSubmatch(string(data), -1) {
		found[m[1]] = m[2]
	}
	return string(data), found
}

func TestReadmeExamples(t *testing.T) {
	_, block := blocks(t)
	var example struct{ Chain []map[string]any }
	if err := yaml.Unmarshal([]byte(block["yaml chain"]), &example); err != nil {
		t.Fatal(err)
	}
	if want := map[string]any{"config": ".circleci/config.yml"}; len(example.Chain) != 3 || cmp.Diff(any(want), example.Chain[1]["circleci"]) != "" {
		t.Fatalf("the chain is %v", example.Chain)
	}
	s, err := withConfig(t, block["yaml config"], "")
	if err != nil {
		t.Fatal(err)
	}
	var mapped struct {
		URL  string
		Body json.RawMessage
	}
	decode(t, block["json mapped"], &mapped)
	run, err := s.Do(t.Context(), runTo(t, mapped.URL, string(mapped.Body)))
	if err != nil {
		t.Fatal(err)
	}
	var want any
	decode(t, block["json sent"], &want)
	if diff := cmp.Diff(want, any(map[string]any{"url": run.Request.URL, "body": run.Request.Body})); diff != "" {
		t.Errorf("-README +sent:\n%s", diff)
	}
	_, err = s.Do(t.Context(), runTo(t, mapped.URL, `{"branch": "main", "parameters": `+block["json wrong"]+`}`))
	if err == nil || err.Error() != strings.TrimSpace(block["text"]) {
		t.Errorf("the README says\n%s and the step\n%v", block["text"], err)
	}
}

func TestReadmeSettings(t *testing.T) {
	text, _ := blocks(t)
	all, err := yaml.Marshal(Plugin().Defaults)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(all)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		row := regexp.MustCompile("(?m)^\\| `" + name + "` \\| (.*?) ?\\|").FindStringSubmatch(text)
		if len(row) != 2 || strings.Trim(row[1], "`") != strings.Trim(value, `"{}`) {
			t.Errorf("README.md's table has for %s %q, the default is %s", name, row, value)
		}
	}
}

func TestReadmeTypesOfInputs(t *testing.T) {
	run := runTo(t, classic, `{"parameters": {"n": "0.5", "i": "3", "l": ["a"], "x": "7"}}`)
	decode(t, `{"payload":{"action":{"userInputs":{"properties":{"n":{"type":"number"},"i":{"type":"number"},"l":{"type":"array"}}}}}}`, &run.Event)
	run, err := openStep(t, "from_inputs: true").Do(t.Context(), run)
	want := map[string]any{"n": "0.5", "i": json.Number("3"), "l": `["a"]`, "x": "7"}
	if diff := cmp.Diff(any(map[string]any{"parameters": want}), run.Request.Body); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if run.Judge == nil {
		t.Error("nobody judges the answer")
	}
}
