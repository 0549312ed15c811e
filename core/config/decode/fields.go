package decode

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Name gives the key under which a struct field is read, "" if it is not.
func Name(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
	switch {
	case name == "-" || !field.IsExported():
		return ""
	case name == "":
		return strings.ToLower(field.Name)
	default:
		return name
	}
}

// fieldsOf gives the fields of a struct by key, those of embedded structs with them.
func fieldsOf(of reflect.Type) map[string]reflect.StructField {
	out := map[string]reflect.StructField{}
	for _, field := range reflect.VisibleFields(of) {
		if name := Name(field); name != "" && !field.Anonymous {
			out[name] = field
		}
	}
	return out
}

func names(fields map[string]reflect.StructField) []string {
	return slices.Sorted(maps.Keys(fields))
}

// Nearest says which of known, in order, was probably meant by name.
func Nearest(name string, known []string) string {
	best, distance := "", max(2, len(name)/3)+1
	for _, candidate := range known {
		if d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(candidate)); d < distance {
			best, distance = candidate, d
		}
	}
	switch {
	case best != "":
		return "did you mean " + best + "?"
	case len(known) == 0:
		return "nothing can be set here"
	default:
		return "known are " + strings.Join(known, ", ")
	}
}
