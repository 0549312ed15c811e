package layer

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/drayhq/dray/core/config/decode"
)

// Prefix starts the names of dray's own variables.
const Prefix = "DRAY_"

// Key is one thing that can be configured.
type Key struct {
	Path   string // "limits.max_in_flight"
	Secret bool   // tagged secret:"true"; its value must not be shown
	field  reflect.StructField
	isPath bool // tagged path:"true"; relative to where it was written
}

// Variable gives the name of the key's variable: "DRAY_LIMITS_MAX_IN_FLIGHT".
func (k Key) Variable() string { return variable(k.Path) }

func variable(path string) string {
	return Prefix + strings.ToUpper(strings.ReplaceAll(path, ".", "_"))
}

// Schema is all that can be configured by a key of its own; lists of sections,
// such as routes, are not.
type Schema struct {
	keys map[string]Key
}

// NewSchema makes a schema of a struct type by its yaml tags.
func NewSchema(of reflect.Type) Schema {
	s := Schema{keys: map[string]Key{}}
	s.add(of, "")
	return s
}

func (s Schema) add(of reflect.Type, prefix string) {
	for field := range of.Fields() {
		name := decode.Name(field)
		if name == "" || field.Type.Kind() == reflect.Slice && field.Type.Elem().Kind() == reflect.Struct {
			continue
		}
		if field.Type.Kind() == reflect.Struct {
			s.add(field.Type, prefix+name+".")
			continue
		}
		s.keys[prefix+name] = Key{
			Path:   prefix + name,
			Secret: field.Tag.Get("secret") == "true",
			isPath: field.Tag.Get("path") == "true",
			field:  field,
		}
	}
}

// Key gives the key at path.
func (s Schema) Key(path string) (Key, bool) {
	key, ok := s.keys[path]
	return key, ok
}

// Keys gives all keys in order.
func (s Schema) Keys() []Key {
	out := make([]Key, 0, len(s.keys))
	for _, path := range slices.Sorted(maps.Keys(s.keys)) {
		out = append(out, s.keys[path])
	}
	return out
}

// children gives the names that can stand below a section, "" being the document.
func (s Schema) children(section string) []string {
	found := map[string]struct{}{}
	for path := range s.keys {
		if rest, ok := strings.CutPrefix(path, section); ok {
			name, _, _ := strings.Cut(strings.TrimPrefix(rest, "."), ".")
			if section == "" || strings.HasPrefix(rest, ".") {
				found[name] = struct{}{}
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}
