package play

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/drayhq/dray/plugins/jq/mapping"
)

// Fault is what can't be used of a query, and where: "event", "mapping", "response",
// "module NAME", "modules", "env", "config" or "request". Line and column count from 1,
// columns in characters; both are 0 where no place is known.
type Fault struct {
	Where  string `json:"where"`
	Text   string `json:"text"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// checkJSON says where a text is no JSON.
func checkJSON(where string, text []byte) *Fault {
	var whole json.RawMessage
	err := json.Unmarshal(text, &whole)
	if err == nil {
		return nil
	}
	f := &Fault{Where: where, Text: "not JSON: " + err.Error(), Line: 1, Column: 1}
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok && syntax.Offset > 0 { // it counts the byte that is wrong
		before := text[:syntax.Offset-1]
		f.Line += bytes.Count(before, []byte("\n"))
		f.Column += utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	}
	return f
}

// opening says what of a query kept the routes from being opened.
func opening(err error, dropped []Module) *Fault {
	if e, ok := errors.AsType[*mapping.Error](err); ok {
		text := strings.TrimPrefix(e.Error(), fmt.Sprintf("%s:%s: ", e.File, e.Pos))
		return &Fault{Where: "mapping", Text: text, Line: e.Pos.Line, Column: e.Pos.Column}
	}
	for _, m := range dropped {
		if text, ok := strings.CutPrefix(err.Error(), "wasm: "+m.Name+": "); ok {
			return &Fault{Where: "module " + m.Name, Text: text}
		}
	}
	return &Fault{Where: "config", Text: err.Error()}
}
