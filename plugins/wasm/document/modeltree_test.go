package document

import (
	"math/big"
	"regexp"
	"slices"
)

func modelFind(v any, tokens []string) (any, Code) {
	if len(tokens) == 0 {
		return v, Done
	}
	switch parent := v.(type) {
	case nil:
		return nil, Absent
	case map[string]any:
		child, ok := parent[tokens[0]]
		if !ok {
			return nil, Absent
		}
		return modelFind(child, tokens[1:])
	case []any:
		i, code := modelIndex(tokens[0], len(parent))
		if code != Done {
			return nil, code
		}
		return modelFind(parent[i], tokens[1:])
	}
	return nil, BadPointer
}

func modelIndex(token string, length int) (int, Code) {
	if token == "-" {
		return 0, Absent
	}
	if !regexp.MustCompile(`^(0|[1-9][0-9]*)$`).MatchString(token) {
		return 0, BadPointer
	}
	if n, _ := new(big.Int).SetString(token, 10); n.Cmp(big.NewInt(int64(length))) < 0 {
		return int(n.Int64()), Done
	}
	return 0, Absent
}

func modelPut(parent any, tokens []string, v any, part string) (any, Code) {
	if len(tokens) == 0 {
		return v, Done
	}
	next := func(child any) (any, Code) { return modelPut(child, tokens[1:], v, part) }
	if list, ok := parent.([]any); ok {
		i, code := modelIndex(tokens[0], len(list))
		if tokens[0] == "-" {
			if part != "body" && len(tokens) > 1 {
				return nil, BadPointer // below a string
			}
			list, i, code = append(slices.Clone(list), nil), len(list), Done
		}
		if code != Done {
			return nil, code
		}
		child, code := next(list[i])
		list = slices.Clone(list)
		list[i] = child
		return list, code
	}
	object, ok := parent.(map[string]any)
	if parent != nil && !ok {
		return nil, BadPointer
	}
	if parent == nil && (tokens[0] == "-" || part != "body") {
		return modelPut([]any{}, tokens, v, part)
	}
	child, code := next(object[tokens[0]])
	out := map[string]any{tokens[0]: child}
	for name, member := range object {
		if name != tokens[0] {
			out[name] = member
		}
	}
	return out, code
}
