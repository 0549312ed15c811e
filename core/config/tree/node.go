package tree

import "fmt"

// Kind is what a node is.
type Kind int

// The kinds of node.
const (
	Null Kind = iota
	Scalar
	Mapping
	Sequence
	Unfilled // a ${…} in it has no value, which has been said: nothing more is to be said of it
)

// String names the kind as an error does.
func (k Kind) String() string {
	return [...]string{"nothing", "a single value", "a mapping", "a list", "nothing yet"}[k]
}

// Node is one value of a document.
type Node struct {
	Kind   Kind
	At     string  // where it stands: "dray.yaml:12:5", or the name of a variable
	Key    string  // its path: "limits.drain", "routes[0].chain[1].http.timeout"
	Text   string  // a scalar as written, without quotes
	Bare   bool    // it had none
	Value  any     // a scalar's own type: string, bool, int64, uint64, float64
	Fields []Field // a mapping's members, in order
	Items  []*Node // a list's items

	// Expanded are the values that [Node.Expand] put into Text.
	Expanded []string
}

// Field is one member of a mapping.
type Field struct {
	Name  string
	At    string // where the name stands
	Value *Node
}

// Text makes a scalar that stands at a place which is no document.
func Text(at, key, text string) *Node {
	return &Node{Kind: Scalar, At: at, Key: key, Text: text, Value: text}
}

// Errorf says what is wrong with the node, and where.
func (n *Node) Errorf(format string, args ...any) error {
	return Errorf(n.At, n.Key, format, args...)
}

// Walk calls visit for the node and for all below it.
func (n *Node) Walk(visit func(*Node)) {
	visit(n)
	for _, field := range n.Fields {
		field.Value.Walk(visit)
	}
	for _, item := range n.Items {
		item.Walk(visit)
	}
}

// Join gives the path of a member.
func Join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// Index gives the path of an item.
func Index(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }
