package eval

import (
	"errors"
	"slices"
	"time"

	"github.com/drayhq/dray/plugins/jq/dialect"
	"github.com/drayhq/dray/plugins/jq/mapping"
)

// Compiler compiles the programs of one mapping file.
type Compiler struct {
	Mapping *mapping.Mapping
	Environ []string // what programs may read, as os.Environ gives it
	Now     func() time.Time
	Timeout time.Duration // of each program
	// Lenient lets a program that doesn't compile stand for null.
	Lenient bool

	errs []error
}

// Err gives what didn't compile, a [*mapping.Error] each, with file, entry and field, and line and
// column inside the program; nil if all did, or if the compiler is lenient.
func (c *Compiler) Err() error { return errors.Join(c.errs...) }

// Program compiles a program of an entry. It gives nil for a nil value.
func (c *Compiler) Program(entry int, v *mapping.Value) *Program {
	if v == nil {
		return nil
	}
	return c.compile(entry, v, false)
}

func (c *Compiler) compile(entry int, v *mapping.Value, keepOrder bool) *Program {
	p := &Program{Where: c.Mapping.Where(entry, v), Text: v.Text, timeout: c.Timeout}
	p.program, p.broken = dialect.Compile(v.Text, dialect.Options{Environ: c.Environ, Now: c.Now, KeepOrder: keepOrder})
	if p.broken != nil && !c.Lenient {
		c.errs = append(c.errs, &mapping.Error{
			File: c.Mapping.Name, Pos: v.Pos, Entry: entry, Field: v.Field, Text: "jq: " + p.broken.Error(),
		})
	}
	return p
}

// Tree compiles a value of an entry. It gives nil for a nil value. keepOrder says
// that the order of keys in what it makes matters, be it to the request or to a
// later program: keeping it costs each evaluation a little.
func (c *Compiler) Tree(entry int, v *mapping.Value, keepOrder bool) *Tree {
	if v == nil {
		return nil
	}
	t := &Tree{kind: v.Kind, literal: v.Literal}
	if v.Kind == mapping.Program {
		t.program = c.compile(entry, v, keepOrder)
	}
	for i := range v.Items {
		t.items = append(t.items, c.Tree(entry, &v.Items[i], keepOrder))
	}
	for i := range v.Members {
		t.members = append(t.members, Member{v.Members[i].Name, c.Tree(entry, &v.Members[i].Value, keepOrder)})
	}
	if keepOrder {
		t.keys = keys(t.members)
	}
	return t
}

// keys gives the names of the members, each once, where it first stands.
func keys(members []Member) []string {
	var names []string
	for _, m := range members {
		if !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
	}
	return names
}
