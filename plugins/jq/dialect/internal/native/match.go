package native

import (
	"github.com/drayhq/dray/plugins/jq/dialect/internal/regex"
)

// The order in which jq 1.5 makes the members of a match.
var (
	matchKeys   = []string{"offset", "length", "string", "captures"}
	captureKeys = []string{"offset", "length", "string", "name"}
	emptyKeys   = []string{"offset", "string", "length", "name"}
)

// match gives the matches of an expression with flags: those that jq 1.5 finds,
// with true as the third argument whether there is one, and with "once" no empty
// match twice.
func match(patterns *regex.Cache, r *Run, in any, args []any) any {
	text, ok := in.(string)
	if !ok {
		return typeError(in, "cannot be matched, as it is not a string")
	}
	pattern, ok := args[0].(string)
	if !ok {
		return typeError(args[0], "is not a string")
	}
	flags, ok := args[1].(string)
	if !ok && args[1] != nil {
		return typeError(args[1], "is not a string")
	}
	if args[2] == true {
		found, err := patterns.Test(pattern, flags, text)
		if err != nil {
			return err
		}
		return found
	}
	found, err := patterns.Find(pattern, flags, text, args[2] == "once")
	if err != nil {
		return err
	}
	out := make([]any, len(found))
	for i, m := range found {
		groups := make([]any, len(m.Groups))
		for i, g := range m.Groups {
			groups[i] = capture(r, g)
		}
		object := map[string]any{"offset": m.Start, "length": m.Length, "string": m.Text, "captures": groups}
		r.Orders.Set(object, matchKeys)
		out[i] = object
	}
	return out
}

func capture(r *Run, g regex.Group) map[string]any {
	object := map[string]any{"offset": g.Start, "length": g.Length, "string": g.Text, "name": nil}
	if g.Name != "" {
		object["name"] = g.Name
	}
	if g.Start < 0 {
		object["string"] = nil
	}
	if g.Length > 0 {
		r.Orders.Set(object, captureKeys)
	} else {
		r.Orders.Set(object, emptyKeys)
	}
	return object
}
