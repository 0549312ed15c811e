package mapping

import (
	"encoding/json"
	"fmt"
)

// programs takes an object of programs, or one program that makes the object.
func (p *parser) programs(n *node, field string) *Value {
	members, ok := n.asObject()
	if !ok {
		return p.objectProgram(n, field)
	}
	v := &Value{Kind: Object, Field: field, Pos: p.at(n.offset), Members: []Member{}}
	for _, m := range members {
		if value := p.program(m.value, field+"."+m.name); value != nil {
			v.Members = append(v.Members, Member{m.name, *value})
		}
	}
	return v
}

// tree takes an object of any depth, or one program that makes the body.
func (p *parser) tree(n *node, field string) *Value {
	members, ok := n.asObject()
	if !ok {
		return p.objectProgram(n, field)
	}
	v := p.value(&node{kind: '{', offset: n.offset, members: members}, field)
	return &v
}

func (p *parser) objectProgram(n *node, field string) *Value {
	if n.kind == '[' {
		p.fail(n, field, "a list where an object or a jq program is wanted; a program may yield a list: \"[…]\"")
		return nil
	}
	return p.program(n, field)
}

// value takes any JSON. Objects inside an object that hold nothing are left out,
// as the agent does, who flattens objects and builds them anew.
func (p *parser) value(n *node, field string) Value {
	v := Value{Field: field, Pos: p.at(n.offset)}
	switch n.kind {
	case '"':
		v.Kind, v.Text = Program, n.text
	case '[':
		v.Kind = List
		for i, item := range n.items {
			v.Items = append(v.Items, p.value(item, fmt.Sprintf("%s[%d]", field, i)))
		}
	case '{':
		v.Kind = Object
		for _, m := range n.members {
			inner := p.value(m.value, field+"."+m.name)
			if inner.Kind != Object || len(inner.Members) > 0 {
				v.Members = append(v.Members, Member{m.name, inner})
			}
		}
	default:
		v.Kind, v.Literal = Literal, literal(n)
	}
	return v
}

func literal(n *node) any {
	switch n.kind {
	case '0':
		return json.Number(n.text)
	case 'n':
		return nil
	}
	return n.kind == 't'
}
