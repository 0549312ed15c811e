package tree

import (
	"errors"
	"regexp"
	"strings"
)

// Source is where ${…} takes values from. Each gives an error that says what
// is missing, without the value.
type Source struct {
	Env  func(name string) (string, error)
	File func(path string) (string, error)
}

var expansion = regexp.MustCompile(`\$?\$\{[^}]*\}?`)

// Expand fills in ${env:NAME} and ${file:PATH} in every string of the node and
// below. $${ stands for ${. Where a value is missing the node turns [Unfilled],
// and the error holds an [UnfilledError].
func (n *Node) Expand(from Source) error {
	var errs Errors
	n.Walk(func(node *Node) {
		if _, text := node.Value.(string); node.Kind == Scalar && text {
			errs.Add(node.expand(from))
		}
	})
	return errs.Err()
}

func (n *Node) expand(from Source) error {
	var errs Errors
	n.Text = expansion.ReplaceAllStringFunc(n.Text, func(found string) string {
		if strings.HasPrefix(found, "$$") {
			return found[1:]
		}
		value, err := from.value(found)
		if err != nil {
			errs.Add(UnfilledError{n.Errorf("%v", err)})
			return ""
		}
		n.Expanded = append(n.Expanded, value)
		return value
	})
	n.Value = n.Text
	if err := errs.Err(); err != nil {
		n.Kind, n.Text, n.Value = Unfilled, "", nil
		return err
	}
	return nil
}

func (s Source) value(found string) (string, error) {
	inner, closed := strings.CutSuffix(strings.TrimPrefix(found, "${"), "}")
	kind, name, colon := strings.Cut(inner, ":")
	switch {
	case closed && colon && kind == "env":
		return s.Env(name)
	case closed && colon && kind == "file":
		return s.File(name)
	default:
		return "", errors.New("only ${env:NAME} and ${file:PATH} can follow a $; write $${ for a plain ${")
	}
}
