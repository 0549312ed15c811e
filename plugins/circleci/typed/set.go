package typed

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// CircleCI's bounds on what a trigger brings; lengths in characters.
const (
	maxParameters = 100
	maxName       = 128
	maxValue      = 512
)

// Policy is what becomes of a parameter that isn't declared.
type Policy string

// The policies.
const (
	Fail Policy = "fail"           // the run fails
	Drop Policy = "drop_parameter" // it is left out, with a warning
	Pass Policy = "pass"           // it is sent as it is
)

// Set is what a project declares.
type Set map[string]Parameter

// Names gives the declared names in order, for a text.
func (s Set) Names() string {
	const most = 20
	names := slices.Sorted(maps.Keys(s))
	more := ""
	if len(names) > most {
		names, more = names[:most], fmt.Sprintf(" and %d more", len(s)-most)
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ") + more
}

// Typing is what typing a run's parameters gave.
type Typing struct {
	Values   map[string]any // what to send
	Dropped  []string       // undeclared ones that were left out
	Problems []string       // all that can't be sent, in the order of the names
}

// Type gives values as they are declared. show gives a value for a problem's
// text, masked where it is secret.
func (s Set) Type(values map[string]any, policy Policy, show func(any) string) Typing {
	out := Typing{Values: make(map[string]any, len(values))}
	problem := func(format string, args ...any) { out.Problems = append(out.Problems, fmt.Sprintf(format, args...)) }
	for _, name := range slices.Sorted(maps.Keys(values)) {
		value := values[name]
		parameter, declared := s[name]
		switch {
		case value == nil: // no value is none of a wrong type
			continue
		case declared:
			typed, ok := parameter.Of(value)
			if !ok {
				problem("%s has to be %s, and is %s", name, parameter.Wants(), show(value))
				continue
			}
			value = typed
		case policy == Drop:
			out.Dropped = append(out.Dropped, name)
			continue
		case policy == Fail:
			problem("%s is not declared (declared: %s), and is %s", name, s.Names(), show(value))
			continue
		}
		if value == nil {
			continue
		}
		out.Values[name] = value
		if n := utf8.RuneCountInString(name); n > maxName {
			problem("%s… has a name of %d characters, and CircleCI takes at most %d", string([]rune(name)[:20]), n, maxName)
		}
		if text, _ := Text(value); utf8.RuneCountInString(text) > maxValue {
			problem("%s has %d characters, and CircleCI takes at most %d", name, utf8.RuneCountInString(text), maxValue)
		}
	}
	return out
}

// TooMany says what is wrong with the number of values, "" if nothing is.
func TooMany(values map[string]any) string {
	if len(values) <= maxParameters {
		return ""
	}
	return fmt.Sprintf("there are %d of them, and CircleCI takes at most %d", len(values), maxParameters)
}

// Defaults adds the declared defaults of the parameters that values lacks.
func (s Set) Defaults(values map[string]any) {
	for name, parameter := range s {
		if _, given := values[name]; !given && parameter.Default != nil {
			values[name] = parameter.Default
		}
	}
}
