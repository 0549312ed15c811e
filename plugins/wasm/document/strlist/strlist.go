package strlist

import (
	"slices"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
	"github.com/drayhq/dray/plugins/wasm/document/pointer"
	"github.com/drayhq/dray/plugins/wasm/document/text"
)

// Get writes what rest leads to in values.
func Get(w *text.Writer, values []string, list bool, rest []byte) answer.Code {
	switch {
	case len(values) == 0:
		return answer.Absent
	case len(rest) > 0:
		i, code := Find(len(values), list, rest)
		if code == answer.Done {
			w.String(values[i])
		}
		return code
	case list:
		w.Strings(values)
	default:
		w.String(values[0])
	}
	return answer.Done
}

// Set gives values with the string of json where rest leads to, which is not their
// whole. "-" is the place after the last one.
func Set(values []string, list bool, rest, json string) ([]string, answer.Code) {
	i, code := Find(len(values), list, rest)
	if token, below := pointer.Next(rest); code == answer.Absent && pointer.AtEnd(token) {
		i, code = len(values), answer.Done
		if len(below) > 0 {
			code = answer.BadPointer
		}
	}
	if code != answer.Done {
		return nil, code
	}
	value, code := text.DecodeString(json)
	if code != answer.Done {
		return nil, code
	}
	if i == len(values) {
		return append(slices.Clip(values), value), answer.Done
	}
	values = slices.Clone(values)
	values[i] = value
	return values, answer.Done
}

// Find gives the index of what rest leads to in a list of that length, rest not being
// empty.
func Find[T string | []byte](length int, list bool, rest T) (int, answer.Code) {
	if length > 0 && !list {
		return 0, answer.BadPointer
	}
	token, rest := pointer.Next(rest)
	i, code := pointer.Index(token, length)
	if code == answer.Done && len(rest) > 0 {
		return 0, answer.BadPointer
	}
	return i, code
}
