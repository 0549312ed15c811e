package tree

import (
	"github.com/drayhq/dray/plugins/wasm/document/answer"
	"github.com/drayhq/dray/plugins/wasm/document/pointer"
)

// Find gives what rest leads to from v on. Nothing is below null, as below what is
// missing.
func Find(v any, rest []byte) (any, answer.Code) {
	for len(rest) > 0 {
		var token []byte
		token, rest = pointer.Next(rest)
		switch parent := v.(type) {
		case map[string]any:
			child, ok := parent[string(token)]
			if !ok {
				return nil, answer.Absent
			}
			v = child
		case []any:
			i, code := pointer.Index(token, len(parent))
			if code != answer.Done {
				return nil, code
			}
			v = parent[i]
		case nil:
			return nil, answer.Absent
		default:
			return nil, answer.BadPointer
		}
	}
	return v, answer.Done
}
