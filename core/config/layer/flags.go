package layer

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/drayhq/dray/core/config/tree"
)

// Flags reads values that flags gave, by the keys' paths. Relative paths are
// from dir.
func (s Schema) Flags(flags map[string]any, dir string) (Layer, error) {
	layer := New()
	var errs tree.Errors
	for _, path := range slices.Sorted(maps.Keys(flags)) {
		key, known := s.Key(path)
		if !known {
			errs.Addf("flag", path, "no such key")
			continue
		}
		text := fmt.Sprint(flags[path])
		if list, ok := flags[path].([]string); ok {
			text = strings.Join(list, ",")
		}
		errs.Add(layer.Set(key, tree.Text("flag", path, text), dir))
	}
	return layer, errs.Err()
}
