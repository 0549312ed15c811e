package page_test

import (
	"slices"
	"strings"
	"testing"
)

// Whatever is posted, the answer is an explanation or says where the fault is.
func FuzzQuery(f *testing.F) {
	h, host := handler(f, bench(f), startless)
	for _, seed := range []string{
		"", "null", "[]", "{}", `{"event": "{\n]"}`, `{"event": {}, "mapping": []}`, `{"event": "` + strings.Repeat("[", 2000) + `"}`,
		marshal(f, map[string]any{"event": anEvent(`, "n": 1`), "mapping": aMapping, "response": map[string]any{"status": 201, "body": "text"}}),
		marshal(f, map[string]any{"event": anEvent(""), "mapping": "[{\"url\": \".a | (\"}]", "env": map[string]any{"A": "\x00b"}}),
		marshal(f, map[string]any{"event": anEvent(""), "mapping": aMapping, "modules": []any{map[string]any{"name": "m", "base64": []byte("\x00asm\x01\x00\x00\x00")}}}),
		marshal(f, map[string]any{"event": anEvent(""), "mapping": aMapping, "modules": []any{map[string]any{"name": "none", "of_config": true}}}),
	} {
		f.Add(seed)
	}
	places := []string{"event", "mapping", "response", "modules", "env", "request"}
	f.Fuzz(func(t *testing.T, query string) {
		status, answer := ask(t, h, host, query)
		fault, faulty := answer["error"].(map[string]any)
		if !faulty {
			if status != 200 || !slices.Contains([]any{"send", "skip", "drop", "fail"}, answer["outcome"]) {
				t.Errorf("%d %v", status, answer)
			}
			return
		}
		where, _ := fault["where"].(string)
		if fault["text"] == "" || !slices.Contains(places, where) && !strings.HasPrefix(where, "module ") || (where == "request") == (status == 200) {
			t.Errorf("%d %v", status, answer)
		}
		if line, placed := fault["line"].(float64); placed && (line < 1 || fault["column"].(float64) < 1) {
			t.Errorf("no place: %v", answer)
		}
	})
}
