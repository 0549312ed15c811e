package document

import (
	"encoding/json"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
)

func (m *model) writable(tokens []string) Code {
	switch {
	case len(tokens) == 0 || slices.Contains([]string{"event", "run", "config"}, tokens[0]):
		return NotAllowed
	case tokens[0] != "request":
		return Absent
	case len(tokens) == 1 || len(tokens) == 2 && (tokens[1] == "headers" || tokens[1] == "query"):
		return NotAllowed
	case !slices.Contains([]string{"method", "url", "headers", "query", "body"}, tokens[1]):
		return Absent
	case m.hidden(tokens) && len(tokens) > 3:
		return NotAllowed
	}
	return Done
}

// request is the request to be written to, made if there is none.
func (m *model) request() map[string]any {
	if v, ok := m.root["request"].(map[string]any); ok {
		return copyValue(v).(map[string]any)
	}
	return map[string]any{"method": "", "url": "", "body": nil, "headers": map[string]any{}, "query": map[string]any{}}
}

func (m *model) set(pointer, text string) Code {
	tokens, ok := m.tokens(pointer)
	if !ok {
		return BadPointer
	}
	switch code := m.writable(tokens); {
	case code == Absent:
		return NotAllowed
	case code != Done:
		return code
	}
	given := strings.Split(strings.NewReplacer("~0", "~", "~1", "/").Replace(pointer), "/")
	part, request := tokens[1], m.request()
	v, err := modelDecode(text)
	if part != "body" { // where a place that can't be comes before the value
		if _, code := modelPut(request, tokens[1:], "x", part); code != Done {
			return code
		}
	}
	if err != nil || !fits(part, len(tokens), v) || part == "headers" && !regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$").MatchString(tokens[2]) {
		return BadValue
	}
	if part == "method" {
		v = strings.ToUpper(v.(string))
	}
	out, code := modelPut(request, tokens[1:], v, part)
	if code != Done {
		return code
	}
	request = out.(map[string]any)
	tidy(request)
	if headers := request["headers"].(map[string]any); part == "headers" && len(tokens) == 3 && len(given) == 4 {
		// Set as a whole, a header has the spelling that it was set with.
		if v, ok := headers[tokens[2]]; ok {
			maps.DeleteFunc(headers, func(name string, _ any) bool { return asciiFold(name) == asciiFold(given[3]) })
			headers[given[3]] = v
		}
	}
	m.root["request"], m.changed = request, true
	return Done
}

// tidy takes out names without a value.
func tidy(request map[string]any) {
	for _, part := range []string{"headers", "query"} {
		maps.DeleteFunc(request[part].(map[string]any), func(_ string, v any) bool {
			list, ok := v.([]any)
			return ok && len(list) == 0
		})
	}
}

func modelDecode(text string) (v any, err error) {
	if !strictJSON(text) {
		return nil, errors.New("not strict JSON")
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	err = d.Decode(&v)
	return v, err
}

// fits says whether the part takes v, at a pointer of that many tokens.
func fits(part string, tokens int, v any) bool {
	s, isString := v.(string)
	switch {
	case part == "body":
		return true
	case part == "method":
		return regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$").MatchString(s)
	case part == "headers" && isString:
		return !regexp.MustCompile("[\x00-\x08\x0a-\x1f\x7f]|^[\\s\\pZ\u0085]").MatchString(s)
	case isString:
		return true
	}
	list, ok := v.([]any)
	return ok && part != "url" && tokens == 3 && !slices.ContainsFunc(list, func(item any) bool { return !fits(part, 4, item) })
}

func (m *model) remove(pointer string) Code {
	tokens, ok := m.tokens(pointer)
	if !ok {
		return BadPointer
	}
	if code := m.writable(tokens); code != Done {
		return absentIsDone(code)
	}
	if tokens[1] == "method" || tokens[1] == "url" {
		if len(tokens) > 2 {
			return BadPointer
		}
		return NotAllowed
	}
	v, code := modelFind(m.root, tokens)
	if code != Done {
		return absentIsDone(code)
	}
	request := m.request()
	if len(tokens) == 2 {
		m.changed = m.changed || v != nil
		request["body"] = nil
	} else {
		m.changed = true
		parent, _ := modelFind(request, tokens[1:len(tokens)-1])
		last := tokens[len(tokens)-1]
		if list, ok := parent.([]any); ok {
			i, _ := modelIndex(last, len(list))
			out, _ := modelPut(request, tokens[1:len(tokens)-1], slices.Delete(slices.Clone(list), i, i+1), "body")
			request = out.(map[string]any)
		} else {
			delete(parent.(map[string]any), last)
		}
	}
	tidy(request)
	m.root["request"] = request
	return Done
}

func absentIsDone(code Code) Code {
	if code == Absent {
		return Done
	}
	return code
}
