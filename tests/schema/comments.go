package schema

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
)

const module = "github.com/drayhq/dray"

// comments are those of structs and of their fields, by package, type and field.
type comments struct {
	root string // the module's folder
	text map[string]map[[2]string]string
}

// of gives what the sources say of a field, or of the type if field is "".
func (c comments) of(t reflect.Type, field string) (string, error) {
	if c.text[t.PkgPath()] == nil {
		read, err := readComments(filepath.Join(c.root, strings.TrimPrefix(t.PkgPath(), module)))
		if err != nil {
			return "", fmt.Errorf("reading the comments of %s: %w", t.PkgPath(), err)
		}
		c.text[t.PkgPath()] = read
	}
	return c.text[t.PkgPath()][[2]string{t.Name(), field}], nil
}

func readComments(dir string) (map[[2]string]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	out := map[[2]string]string{}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, declaration := range file.Decls {
			if types, ok := declaration.(*ast.GenDecl); ok && types.Tok == token.TYPE {
				note(out, types)
			}
		}
	}
	return out, nil
}

// note keeps the comments of types and their fields, each on one line.
func note(out map[[2]string]string, types *ast.GenDecl) {
	for _, spec := range types.Specs {
		named, ok := spec.(*ast.TypeSpec)
		if !ok {
			continue
		}
		out[[2]string{named.Name.Name}] = line(types.Doc)
		structure, ok := named.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, field := range structure.Fields.List {
			for _, name := range field.Names {
				out[[2]string{named.Name.Name, name.Name}] = line(field.Doc) + line(field.Comment)
			}
		}
	}
}

func line(comment *ast.CommentGroup) string { return strings.Join(strings.Fields(comment.Text()), " ") }
