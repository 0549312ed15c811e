package text

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
	"github.com/drayhq/dray/sdk"
)

// Value writes any value. It gives OverLimit once Text is longer than Max, and
// BadValue for what has no form in JSON.
func (w *Writer) Value(v any) answer.Code {
	code := answer.Done
	switch v := v.(type) {
	case string:
		w.Text = appendQuoted(w.Text, v)
	case map[string]any:
		code = w.object(v)
	case []any:
		code = w.list(v)
	case json.Number:
		code = w.number(string(v))
	case nil:
		w.Text = append(w.Text, "null"...)
	case sdk.JSON:
		w.Text = append(w.Text, v...)
	case bool:
		w.Text = strconv.AppendBool(w.Text, v)
	case float64:
		w.Text, code = appendFloat(w.Text, v)
	case int:
		w.Text = strconv.AppendInt(w.Text, int64(v), 10)
	case int64:
		w.Text = strconv.AppendInt(w.Text, v, 10)
	case uint64:
		w.Text = strconv.AppendUint(w.Text, v, 10)
	default:
		code = w.other(v)
	}
	if code == answer.Done && len(w.Text) > w.Max {
		return answer.OverLimit
	}
	return code
}

func (w *Writer) object(m map[string]any) answer.Code {
	if m == nil {
		return w.Value(nil)
	}
	if len(m) > w.Max/4 { // each takes four bytes at least: no need to sort them
		return answer.OverLimit
	}
	start := len(w.open)
	for name, v := range m {
		w.open = append(w.open, named{name, v})
	}
	sorted(w.open[start:])
	w.Text = append(w.Text, '{')
	code := answer.Done
	for i := start; i < start+len(m) && code == answer.Done; i++ {
		w.Name(w.open[i].name) // read anew each time: a deeper level may move the stack
		code = w.Value(w.open[i].v)
	}
	w.Text = append(w.Text, '}')
	clear(w.open[start:]) // to hold on to nothing
	w.open = w.open[:start]
	return code
}

// few is how many members are put in order one by one, which is quicker for them.
const few = 16

func sorted(members []named) {
	if len(members) > few {
		slices.SortFunc(members, func(a, b named) int { return strings.Compare(a.name, b.name) })
		return
	}
	for i := 1; i < len(members); i++ {
		for to := i; to > 0 && members[to].name < members[to-1].name; to-- {
			members[to], members[to-1] = members[to-1], members[to]
		}
	}
}

func (w *Writer) list(list []any) answer.Code {
	if list == nil {
		return w.Value(nil)
	}
	w.Text = append(w.Text, '[')
	for i, item := range list {
		if i > 0 {
			w.Text = append(w.Text, ',')
		}
		if code := w.Value(item); code != answer.Done {
			return code
		}
	}
	w.Text = append(w.Text, ']')
	return answer.Done
}

func (w *Writer) number(n string) answer.Code {
	switch {
	case n == "": // encoding/json takes it for 0
		n = "0"
	case numberLen(n) != len(n):
		return answer.BadValue
	}
	w.Text = append(w.Text, n...)
	return answer.Done
}

// other is for what a step in front may have put into the body, such as a *big.Int.
func (w *Writer) other(v any) answer.Code {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return answer.BadValue
	}
	w.Text = append(w.Text, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
	return answer.Done
}
