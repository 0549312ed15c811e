package trigger

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
)

// Body is a trigger's body.
type Body map[string]any

// ReadBody gives a copy of a request's body; nil is an empty one. Members that are
// null are left out: CircleCI documents no null.
func ReadBody(body any) (Body, error) {
	switch b := body.(type) {
	case nil:
		return Body{}, nil
	case map[string]any:
		out := maps.Clone(b)
		maps.DeleteFunc(out, func(_ string, value any) bool { return value == nil })
		return out, nil
	default:
		return nil, errors.New("the body is no object: CircleCI takes {branch or tag, parameters}")
	}
}

// Parameters gives the body's pipeline parameters, nil if it has none.
func (b Body) Parameters() (map[string]any, error) {
	switch p := b["parameters"].(type) {
	case nil:
		return nil, nil
	case map[string]any:
		return p, nil
	default:
		return nil, errors.New("the body's parameters are no object: CircleCI takes their values by name")
	}
}

// Definition gives the pipeline definition that the body names, "" if none.
func (b Body) Definition() string {
	id, _ := b["definition_id"].(string)
	return id
}

// Branch gives the branch that a body of the classic endpoint names, "" if none.
func (b Body) Branch() string {
	branch, _ := b["branch"].(string)
	return branch
}

// ForRun gives the body as pipeline/run takes it: branch or tag say where both the
// config and the code come from, unless the body says it in that endpoint's way.
func (b Body) ForRun(definition string) (Body, error) {
	at, err := b.ref()
	if err != nil {
		return nil, err
	}
	out := maps.Clone(b)
	delete(out, "branch")
	delete(out, "tag")
	if out.Definition() == "" {
		out["definition_id"] = definition
	}
	for _, member := range []string{"config", "checkout"} {
		if out[member] != nil {
			continue
		}
		if at == nil {
			return nil, fmt.Errorf("the body has no branch and no tag, and pipeline/run has to know which to take the %s from: have the mapping put one there", member)
		}
		out[member] = maps.Clone(at)
	}
	return out, nil
}

// ForClassic gives the body as the classic endpoint takes it.
func (b Body) ForClassic() (Body, error) {
	out := maps.Clone(b)
	for _, member := range []string{"checkout", "config"} {
		from, ok := out[member].(map[string]any)
		if !ok {
			continue
		}
		for _, kind := range []string{"branch", "tag"} {
			name := from[kind]
			if name == nil || name == "" {
				continue
			}
			if have := out[kind]; have != nil && !reflect.DeepEqual(have, name) {
				return nil, fmt.Errorf("the body names the %ss %v and %v, and the classic endpoint takes config and code from one: name one", kind, have, name)
			}
			out[kind] = name
		}
	}
	delete(out, "definition_id")
	delete(out, "checkout")
	delete(out, "config")
	_, err := out.ref()
	return out, err
}

// ref gives {"branch": …} or {"tag": …}, nil for neither.
func (b Body) ref() (map[string]any, error) {
	branch, tag := b["branch"], b["tag"]
	switch {
	case branch != nil && branch != "" && tag != nil && tag != "":
		return nil, fmt.Errorf("the body names the branch %v and the tag %v, and CircleCI takes one of them", branch, tag)
	case branch != nil && branch != "":
		return map[string]any{"branch": branch}, nil
	case tag != nil && tag != "":
		return map[string]any{"tag": tag}, nil
	}
	return nil, nil
}
