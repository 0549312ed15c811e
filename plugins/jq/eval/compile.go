package eval

import (
	"errors"
	"fmt"
	"time"

	"github.com/drayhq/dray/plugins/jq/dialect"
	"github.com/drayhq/dray/plugins/jq/mapping"
)

// Compiler compiles the programs of one mapping file.
type Compiler struct {
	Mapping *mapping.Mapping
	Options dialect.Options
	Timeout time.Duration // of each program
	// Lenient lets a program that doesn't compile stand for null.
	Lenient bool

	errs []error
}

// Err gives what didn't compile, each with file, entry and field, and line and
// column inside the program; nil if all did, or if the compiler is lenient.
func (c *Compiler) Err() error { return errors.Join(c.errs...) }

// Program compiles a program of an entry. It gives nil for a nil value.
func (c *Compiler) Program(entry int, v *mapping.Value) *Program {
	if v == nil {
		return nil
	}
	p := &Program{Where: c.Mapping.Where(entry, v), Text: v.Text, timeout: c.Timeout}
	p.program, p.broken = dialect.Compile(v.Text, c.Options)
	if p.broken != nil && !c.Lenient {
		c.errs = append(c.errs, fmt.Errorf("%s: jq: %w", p.Where, p.broken))
	}
	return p
}

// Tree compiles a value of an entry. It gives nil for a nil value.
func (c *Compiler) Tree(entry int, v *mapping.Value) *Tree {
	if v == nil {
		return nil
	}
	t := &Tree{kind: v.Kind, literal: v.Literal}
	if v.Kind == mapping.Program {
		t.program = c.Program(entry, v)
	}
	for i := range v.Items {
		t.items = append(t.items, c.Tree(entry, &v.Items[i]))
	}
	t.members = c.Members(entry, v.Members)
	return t
}

// Members compiles the members of an object.
func (c *Compiler) Members(entry int, list []mapping.Member) []Member {
	var members []Member
	for i := range list {
		members = append(members, Member{list[i].Name, c.Tree(entry, &list[i].Value)})
	}
	return members
}
