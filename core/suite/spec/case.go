package spec

import (
	"strings"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/tree"
)

// Case is an event and what is expected to become of it.
type Case struct {
	Name      string            `yaml:"name"`
	Event     Event             `yaml:"event"`
	Patch     Opt[Value]        `yaml:"patch"`      // changes the event, as RFC 7396 says
	ChangeLog *bool             `yaml:"change_log"` // nil: its shape decides
	Sign      bool              `yaml:"sign"`       // with the config's client secret
	Env       map[string]string `yaml:"env"`        // in addition to the file's
	Now       Time              `yaml:"now"`        // zero: the file's
	Response  *Response         `yaml:"response"`   // what the endpoint answers
	Expect    Expect            `yaml:"expect"`

	node *tree.Node
}

// Response is what the endpoint answers.
type Response struct {
	Status  int               `yaml:"status"`
	Headers map[string]string `yaml:"headers"`
	Body    Value             `yaml:"body"` // a string is the text that came, anything else is JSON that came
}

// DecodeNode reads a case, and says what no case may be.
func (c *Case) DecodeNode(n *tree.Node) error {
	if n.Kind == tree.Null {
		return n.Errorf("a case has a name, an event and an expect")
	}
	type fields Case
	if err := decode.Into(n, (*fields)(c)); err != nil {
		return err
	}
	c.node = n
	var errs tree.Errors
	if c.Name == "" {
		errs.Add(n.Errorf("the case has no name"))
	}
	if c.Event.node == nil {
		errs.Add(n.Errorf("the case has no event: give it the path of a file with one, or one itself"))
	}
	if _, object := c.Patch.Value.JSON.(map[string]any); c.Patch.Set && !object {
		errs.Add(c.Patch.Errorf("it takes the members of the event that are to be others, null for those to be left out"))
	}
	if r := c.Response; r != nil && (r.Status < 100 || r.Status > 599) {
		errs.Add(n.Errorf("the response needs a status, such as 201"))
	}
	errs.Add(c.Expect.check(n))
	return errs.Err()
}

// Line gives where the case stands: "dray_test.yaml:12".
func (c Case) Line() string {
	line, column := c.node.At, strings.LastIndexByte(c.node.At, ':')
	if column > 0 {
		line = line[:column]
	}
	return line
}

// Errorf says what is wrong with the case, and where it stands.
func (c Case) Errorf(format string, args ...any) error { return c.node.Errorf(format, args...) }
