package tree

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Bounds of a document, far above what a config needs: an alias can stand for
// a list of aliases, and grow a small file without end.
const (
	maxBytes = 256 << 10
	maxNodes = 100_000
	maxDepth = 100
)

// Parse reads a YAML document; file is its name in errors. An empty one is a
// node of kind [Null]. The parser would take the byte order mark that some
// editors begin a file with for a part of the first key.
func Parse(file string, data []byte) (*Node, error) {
	if len(data) > maxBytes {
		return nil, Errorf(file, "", "it has %d bytes, and can have at most %d", len(data), maxBytes)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	parsed, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, syntaxError(file, err)
	}
	var body ast.Node
	for _, document := range parsed.Docs {
		if document.Body == nil {
			continue
		}
		if body != nil {
			return nil, Errorf(place(file, document.Body), "", "a second document; there can be one only: remove the --- above it")
		}
		body = document.Body
	}
	c := converter{file: file, anchors: map[string]ast.Node{}}
	node := c.node(body, "", 0)
	return node, c.errs.Err()
}

// syntaxError leaves out the excerpt of the source that the library would
// show, since a secret can stand in it.
func syntaxError(file string, err error) error {
	var located yaml.Error
	if !errors.As(err, &located) || located.GetToken() == nil {
		return Errorf(file, "", "it is not YAML")
	}
	position := located.GetToken().Position
	message, _, _ := strings.Cut(located.GetMessage(), "\n")
	return Errorf(fmt.Sprintf("%s:%d:%d", file, position.Line, position.Column), "", "%s", message)
}

// place gives where a node starts. The parser has a mapping start at its first
// colon, where a person looks for its first key.
func place(file string, node ast.Node) string {
	switch v := node.(type) {
	case *ast.MappingNode:
		if !v.IsFlowStyle && len(v.Values) > 0 {
			node = v.Values[0].Key
		}
	case *ast.MappingValueNode:
		node = v.Key
	}
	token := node.GetToken()
	if token == nil || token.Position == nil {
		return file
	}
	return fmt.Sprintf("%s:%d:%d", file, token.Position.Line, token.Position.Column)
}
