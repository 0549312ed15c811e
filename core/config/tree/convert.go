package tree

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// converter makes nodes of the parser's.
type converter struct {
	file    string
	anchors map[string]ast.Node
	open    []string // anchors whose value is being converted
	nodes   int
	errs    Errors
}

func (c *converter) node(from ast.Node, key string, depth int) *Node {
	out := &Node{At: c.file, Key: key}
	if from == nil {
		return out
	}
	out.At = place(c.file, from)
	if c.nodes++; c.nodes > maxNodes || depth > maxDepth {
		if c.nodes <= maxNodes+1 {
			c.errs.Add(out.Errorf("it is nested too deeply, or its aliases make it too large"))
			c.nodes = maxNodes + 1 // the rest is not looked at
		}
		return out
	}
	switch v := from.(type) {
	case *ast.NullNode:
	case *ast.MappingNode:
		if text, ok := address(v); ok {
			out.Kind, out.Text, out.Value, out.Bare = Scalar, text, text, true
			break
		}
		c.mapping(out, v.Values, depth)
	case *ast.MappingValueNode:
		c.mapping(out, []*ast.MappingValueNode{v}, depth)
	case *ast.SequenceNode:
		out.Kind = Sequence
		for i, item := range v.Values {
			out.Items = append(out.Items, c.node(item, Index(key, i), depth+1))
		}
	case *ast.AnchorNode:
		name := v.Name.String()
		c.anchors[name] = v.Value
		return c.named(name, v.Value, key, depth)
	case *ast.AliasNode:
		name := v.Value.String()
		target, known := c.anchors[name]
		if !known || slices.Contains(c.open, name) {
			c.errs.Add(out.Errorf("no anchor &%s above this alias", name))
			return out
		}
		return c.named(name, target, key, depth)
	case *ast.TagNode:
		if !strings.HasPrefix(v.Start.Value, "!!") {
			c.errs.Add(out.Errorf("the tag %s means nothing here; remove it", v.Start.Value))
		}
		return c.node(v.Value, key, depth+1)
	case *ast.LiteralNode:
		out.Kind, out.Text, out.Value = Scalar, v.Value.Value, v.Value.Value
	case ast.ScalarNode:
		out.Kind, out.Text, out.Value = Scalar, v.GetToken().Value, v.GetValue()
		out.Bare = bare(v.GetToken())
	default:
		c.errs.Add(out.Errorf("there is no place here for %s", strings.ToLower(from.Type().YAMLName())))
	}
	return out
}

// address gives host:9092 in {brokers: [host:9092]}, which YAML 1.2 takes for a word, as no
// space follows its colon, and the parser for a mapping.
func address(m *ast.MappingNode) (string, bool) {
	if m.IsFlowStyle || len(m.Values) != 1 {
		return "", false
	}
	pair := m.Values[0]
	if _, isWord := pair.Value.(ast.ScalarNode); !isWord {
		return "", false
	}
	key, colon, value := pair.Key.GetToken(), pair.Start.Position, pair.Value.GetToken()
	if !bare(key) || !bare(value) || value.Position.Line != colon.Line || value.Position.Column != colon.Column+1 {
		return "", false
	}
	return key.Value + ":" + value.Value, true
}

// bare says whether a word is written without quotes.
func bare(t *token.Token) bool {
	return t.Type != token.SingleQuoteType && t.Type != token.DoubleQuoteType
}

func (c *converter) named(name string, value ast.Node, key string, depth int) *Node {
	c.open = append(c.open, name)
	defer func() { c.open = c.open[:len(c.open)-1] }()
	return c.node(value, key, depth+1)
}

func (c *converter) mapping(out *Node, values []*ast.MappingValueNode, depth int) {
	out.Kind = Mapping
	var merged []Field
	for _, value := range values {
		if value.Key.IsMergeKey() {
			merged = append(merged, c.merge(value.Value, out.Key, depth)...)
			continue
		}
		if _, marked := value.Key.(*ast.MappingKeyNode); marked {
			c.errs.Addf(place(c.file, value.Key), out.Key, "a key is a single word here, without a ? before it")
			continue
		}
		name, at := value.Key.GetToken().Value, place(c.file, value.Key)
		key := Join(out.Key, name)
		if first, found := out.field(name); found {
			c.errs.Addf(at, key, "written twice; the first stands at %s", first.At)
			continue
		}
		out.Fields = append(out.Fields, Field{Name: name, At: at, Value: c.node(value.Value, key, depth+1)})
	}
	for _, field := range merged { // what is written out goes before what is merged in
		if _, found := out.field(field.Name); !found {
			out.Fields = append(out.Fields, field)
		}
	}
}

// merge gives the members that a << brings in.
func (c *converter) merge(value ast.Node, key string, depth int) []Field {
	node := c.node(value, key, depth+1)
	switch node.Kind {
	case Mapping:
		return node.Fields
	case Sequence:
		var fields []Field
		for _, item := range node.Items {
			fields = append(fields, item.Fields...)
		}
		return fields
	default:
		c.errs.Add(node.Errorf("<< takes the alias of a mapping"))
		return nil
	}
}

func (n *Node) field(name string) (Field, bool) {
	i := slices.IndexFunc(n.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return n.Fields[i], true
}
