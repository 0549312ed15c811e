package mapping

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// Parse reads a mapping file. name stands in the messages. The error joins an
// [*Error] for each thing wrong; unknown keys are only warned of, for the agent
// ignores them.
func Parse(name string, data []byte) (*Mapping, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	p := &parser{file: name, places: newPlaces(data), entry: -1}
	m := &Mapping{Name: name}
	root, err := readJSON(data)
	if err != nil {
		offset := 0
		if syntax, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
			offset, err = int(syntax.ByteOffset), syntax.Err
		}
		return nil, &Error{File: name, Pos: p.at(offset), Entry: -1, Text: "not JSON: " + err.Error()}
	}
	if root.kind != '[' {
		p.fail(root, "", "the file holds %s; a list of mappings is wanted: put [ ] around it", root.what())
		return nil, errors.Join(p.errs...)
	}
	for i, item := range root.items {
		p.entry = i
		m.Entries = append(m.Entries, p.parseEntry(item))
	}
	m.Warnings = p.warnings
	return m, errors.Join(p.errs...)
}

type parser struct {
	*places
	file     string
	entry    int
	errs     []error
	warnings []string
}

func (p *parser) fail(n *node, field, format string, args ...any) {
	p.errs = append(p.errs, &Error{
		File: p.file, Pos: p.at(n.offset), Entry: p.entry, Field: field, Text: fmt.Sprintf(format, args...),
	})
}

// program takes a string, or a number or boolean by its text.
func (p *parser) program(n *node, field string) *Value {
	text, ok := n.asString()
	if !ok {
		p.fail(n, field, "%s where a jq program is wanted; write it as a string", n.what())
		return nil
	}
	return &Value{Kind: Program, Field: field, Pos: p.at(n.offset), Text: text}
}
