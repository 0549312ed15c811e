package event

import (
	"fmt"
	"slices"
	"time"
)

// node is an object of the event, nil when there is none at its path.
type node struct {
	members  map[string]any
	path     string // with a dot at its end
	problems *[]string
}

func rootOf(event any, problems *[]string) node {
	members, ok := event.(map[string]any)
	if !ok {
		*problems = append(*problems, "the event is "+kindOf(event)+", not an object")
	}
	return node{members: members, problems: problems}
}

func (n node) child(name string) node {
	return node{member[map[string]any](n, name), n.path + name + ".", n.problems}
}

// time reads a member in RFC 3339.
func (n node) time(name string) time.Time {
	text := member[string](n, name)
	if text == "" {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		n.problem(name + " is not a time such as 2023-11-13T15:20:16.641Z")
	}
	return at
}

func (n node) problem(text string) {
	if text = n.path + text; !slices.Contains(*n.problems, text) {
		*n.problems = append(*n.problems, text)
	}
}

// member gives a member that is a T. Missing and null are not worth a word,
// another type is a problem.
func member[T string | bool | map[string]any](n node, name string) (out T) {
	value := n.members[name]
	if value == nil {
		return out
	}
	v, ok := value.(T)
	if !ok {
		n.problem(fmt.Sprintf("%s is %s, not %s", name, kindOf(value), kindOf(out)))
	}
	return v
}

func kindOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case string:
		return "a string"
	case bool:
		return "a boolean"
	}
	return "a number"
}
