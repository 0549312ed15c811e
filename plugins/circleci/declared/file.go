package declared

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/drayhq/dray/plugins/circleci/typed"
)

// maxBytes bounds a project's config, whose aliases could grow it without end.
const maxBytes = 1 << 20

// FromFile gives what the block parameters of a project's .circleci/config.yml
// declares; file is its name in errors, which say line and column. All else in the
// config is CircleCI's to judge.
func FromFile(file string, data []byte) (set typed.Set, err error) {
	defer func() {
		if p := recover(); p != nil { // the library's way with some tags and aliases that make no sense
			set, err = nil, fmt.Errorf("%s: its YAML can't be read (%v): look for tags (!) and aliases (*) in parameters", file, p)
		}
	}()
	if len(data) > maxBytes {
		return nil, fmt.Errorf("%s: it has %d bytes, more than %d", file, len(data), maxBytes)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	block, err := find(file, data)
	if err != nil || block == nil {
		return typed.Set{}, err
	}
	var config struct {
		Parameters map[string]Parameter `yaml:"parameters"`
	}
	if err := yaml.Unmarshal(data, &config); err != nil {
		return nil, located(file, err)
	}
	set = make(typed.Set, len(config.Parameters))
	var errs []error
	for _, value := range block.Values {
		name := value.Key.GetToken().Value
		declaration, known := config.Parameters[name]
		if !known {
			continue // a merge key, whose members have other names
		}
		if set[name], err = declaration.typed(); err != nil {
			errs = append(errs, fmt.Errorf("%s: parameters.%s: %w", place(file, value.Key), name, err))
		}
	}
	for name, declaration := range config.Parameters { // what was merged in
		if _, done := set[name]; done {
			continue
		}
		if set[name], err = declaration.typed(); err != nil {
			errs = append(errs, fmt.Errorf("%s: parameters.%s: %w", file, name, err))
		}
	}
	return set, errors.Join(errs...)
}

// find gives the block that declares parameters, nil if there is none.
func find(file string, data []byte) (*ast.MappingNode, error) {
	parsed, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, located(file, err)
	}
	if len(parsed.Docs) == 0 || parsed.Docs[0].Body == nil {
		return nil, nil
	}
	body, ok := parsed.Docs[0].Body.(*ast.MappingNode)
	if !ok {
		return nil, fmt.Errorf("%s: it is no CircleCI config, which begins with version: 2.1", place(file, parsed.Docs[0].Body))
	}
	for _, member := range body.Values {
		if member.Key.GetToken().Value != "parameters" {
			continue
		}
		value := member.Value
		if anchor, ok := value.(*ast.AnchorNode); ok {
			value = anchor.Value
		}
		switch block := value.(type) {
		case *ast.MappingNode:
			return block, nil
		case *ast.AliasNode: // of what stands somewhere else, without places of its own
			return ast.Mapping(block.GetToken(), false), nil
		case *ast.NullNode:
			return nil, nil
		default:
			return nil, fmt.Errorf("%s: parameters: it takes a mapping of names to declarations", place(file, member.Key))
		}
	}
	return nil, nil
}

// located puts the place before the parser's words, and leaves out its excerpt of
// the file.
func located(file string, err error) error {
	var at yaml.Error
	if !errors.As(err, &at) || at.GetToken() == nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	message, _, _ := strings.Cut(at.GetMessage(), "\n")
	position := at.GetToken().Position
	return fmt.Errorf("%s:%d:%d: %s", file, position.Line, position.Column, message)
}

func place(file string, node ast.Node) string {
	token := node.GetToken()
	if token == nil || token.Position == nil {
		return file
	}
	return fmt.Sprintf("%s:%d:%d", file, token.Position.Line, token.Position.Column)
}
