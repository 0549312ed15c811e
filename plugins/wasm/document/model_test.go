package document

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/drayhq/dray/sdk"
)

// model is the document in the slow and plain way: all of it decoded JSON, copied
// for each write. A header is held under its spelling.
type model struct {
	root    map[string]any
	changed bool
}

func newModel(run sdk.Run, config any) *model {
	m := &model{root: map[string]any{
		"event": run.Event, "config": config,
		"run": map[string]any{"id": run.ID, "attempt": run.Attempt, "topic": run.Source.Topic, "now": "2026-03-01T11:00:00.5Z"},
	}}
	if r := run.Request; r != nil {
		headers, query := map[string][]string{}, map[string][]string{}
		maps.Copy(headers, r.Header)
		for _, param := range r.Query {
			query[param.Name] = append(query[param.Name], param.Value)
		}
		m.root["request"] = map[string]any{
			"method": r.Method, "url": r.URL, "body": sdk.Decoded(r.Body), "headers": asTexts(headers), "query": asTexts(query),
		}
	}
	return m
}

// asTexts gives each name its string, or its list if there are several.
func asTexts(values map[string][]string) map[string]any {
	out := map[string]any{}
	for name, list := range values {
		items := []any{}
		for _, value := range list {
			items = append(items, value)
		}
		if out[name] = any(items); len(items) == 1 {
			out[name] = items[0]
		}
	}
	return out
}

// tokens takes a pointer apart.
func (m *model) tokens(pointer string) ([]string, bool) {
	if pointer == "" {
		return nil, true
	}
	if pointer[0] != '/' || !utf8.ValidString(pointer) {
		return nil, false
	}
	all := strings.Split(pointer[1:], "/")
	for i, token := range all {
		rest := strings.ReplaceAll(strings.ReplaceAll(token, "~0", ""), "~1", "")
		if strings.Contains(rest, "~") && strings.Count(token, "~0")+strings.Count(token, "~1") < strings.Count(token, "~") {
			return nil, false
		}
		all[i] = strings.NewReplacer("~0", "~", "~1", "/").Replace(token)
	}
	// Headers are found whatever their case.
	if len(all) > 2 && all[0] == "request" && all[1] == "headers" {
		request, _ := m.root["request"].(map[string]any)
		headers, _ := request["headers"].(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(headers)) {
			if _, ok := headers[all[2]]; !ok && asciiFold(name) == asciiFold(all[2]) {
				all[2] = name
			}
		}
	}
	return all, true
}

func asciiFold(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func (m *model) hidden(tokens []string) bool {
	names := []string{"circle-token", "authorization", "proxy-authorization", "cookie", "x-port-signature", "x-configured"}
	return len(tokens) > 2 && tokens[0] == "request" && tokens[1] == "headers" && slices.Contains(names, asciiFold(tokens[2]))
}

func (m *model) get(pointer string) (string, Code) {
	tokens, ok := m.tokens(pointer)
	if !ok {
		return "", BadPointer
	}
	if m.hidden(tokens) {
		return "", NotAllowed
	}
	root := copyValue(m.root)
	if request, ok := root.(map[string]any)["request"].(map[string]any); ok {
		headers, _ := request["headers"].(map[string]any)
		maps.DeleteFunc(headers, func(name string, _ any) bool { return m.hidden([]string{"request", "headers", name}) })
	}
	v, code := modelFind(root, tokens)
	if code != Done {
		return "", code
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return "", BadValue
	}
	return strings.TrimSuffix(b.String(), "\n"), Done
}
