package decrypt

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Result is an event with its fields opened.
type Result struct {
	Event    any      // the event itself if nothing was opened, else a copy along the paths
	Plain    []string // what was opened
	Warnings []string // which fields stay as they are, and why
}

// Fields opens the fields of event at the dotted paths, list indexes being
// numbers. A leading dot makes no difference, though Port's agent finds nothing
// there: Port's documentation writes paths so. A path that leads nowhere or to
// null is passed over in silence, a field that can't be opened stays as it is,
// with a warning. The event is left unchanged.
func Fields(event any, paths []string, clientSecret string) Result {
	result := Result{Event: event}
	key, keyErr := NewKey(clientSecret)
	for _, path := range paths {
		steps := strings.Split(strings.TrimPrefix(path, "."), ".")
		value := lookup(result.Event, steps)
		if value == nil {
			continue
		}
		plain, err := open(key, keyErr, value)
		if err != nil {
			result.Warnings = append(result.Warnings, fmt.Sprintf("field %s stays encrypted: %v", path, err))
			continue
		}
		result.Event = replace(result.Event, steps, plain)
		result.Plain = append(result.Plain, plain)
	}
	return result
}

func open(key *Key, keyErr error, value any) (string, error) {
	text, ok := value.(string)
	if !ok {
		return "", errors.New("it is not a string")
	}
	if keyErr != nil {
		return "", keyErr
	}
	return key.Open(text)
}

// lookup gives what lies at the path, nil if nothing does.
func lookup(v any, steps []string) any {
	for _, step := range steps {
		switch at := v.(type) {
		case map[string]any:
			v = at[step]
		case []any:
			i, ok := index(at, step)
			if !ok {
				return nil
			}
			v = at[i]
		default:
			return nil
		}
	}
	return v
}

// index reads a list index as Python does: a negative one counts from the end.
func index(list []any, step string) (int, bool) {
	i, err := strconv.Atoi(step)
	if i < 0 {
		i += len(list)
	}
	return i, err == nil && i >= 0 && i < len(list)
}

// replace gives a copy of v with the value at the path, which exists, set to text.
func replace(v any, steps []string, text string) any {
	if len(steps) == 0 {
		return text
	}
	switch at := v.(type) {
	case map[string]any:
		out := maps.Clone(at)
		out[steps[0]] = replace(at[steps[0]], steps[1:], text)
		return out
	case []any:
		out := slices.Clone(at)
		if i, ok := index(at, steps[0]); ok {
			out[i] = replace(at[i], steps[1:], text)
		}
		return out
	}
	return v
}
