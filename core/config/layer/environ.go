package layer

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/config/tree"
)

// shorts are names beside the keys' own.
var shorts = map[string]string{
	"DRAY_TRANSFORMS_DIR": "wasm.dir",
	"DRAY_HTTP_HOSTS":     "http.hosts",
}

// harness are variables that say something to dray's tests, not to dray.
var harness = regexp.MustCompile(`^DRAY_(CONFORMANCE_DIR|TEST(_.*)?|CACHE(_.*)?)$`)

// links are the variables that Kubernetes sets in every pod for a Service that
// happens to be called dray or dray-something. They must not stop it.
// https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables
var links = regexp.MustCompile(`^DRAY_(.+_)?(SERVICE_(HOST|PORT)(_.+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$`)

// Environ reads DRAY_ variables: the keys' own names and short ones. Relative
// paths are from dir. An empty variable counts as unset.
func (s Schema) Environ(environ map[string]string, from tree.Source, dir string) (Layer, error) {
	layer := New()
	var errs tree.Errors
	for _, name := range slices.Sorted(maps.Keys(environ)) {
		if !strings.HasPrefix(name, Prefix) || environ[name] == "" {
			continue
		}
		key, known := s.byVariable(name)
		if !known {
			warning, err := s.unknown(name)
			if errs.Add(err); warning != "" {
				layer.Warnings = append(layer.Warnings, warning)
			}
			continue
		}
		node := tree.Text(name, key.Path, environ[name])
		if err := node.Expand(from); err != nil {
			errs.Add(err)
			continue
		}
		errs.Add(layer.Set(key, node, dir))
	}
	return layer, errs.Err()
}

func (s Schema) byVariable(name string) (Key, bool) {
	if path, ok := shorts[name]; ok {
		return s.Key(path)
	}
	for _, key := range s.keys {
		if key.Variable() == name {
			return key, true
		}
	}
	return Key{}, false
}

// unknown says what to make of a variable that is no key's. One that is near to
// a key, or in a section of the config, is a mistake; another may be somebody
// else's, such as one for a mapping that shall not see it, and gets a warning.
func (s Schema) unknown(name string) (warning string, err error) {
	if harness.MatchString(name) || links.MatchString(name) {
		return "", nil
	}
	if name == Prefix+"ROUTES" || strings.HasPrefix(name, Prefix+"ROUTES_") {
		return "", tree.Errorf(name, "", "routes are written in the config file only")
	}
	known := slices.Collect(maps.Keys(shorts))
	for _, key := range s.keys {
		known = append(known, key.Variable())
	}
	slices.Sort(known)
	nearest := decode.Nearest(name, slices.Compact(known))
	if strings.HasPrefix(nearest, "did you mean") || s.inSection(name) {
		return "", tree.Errorf(name, "", "unknown variable; %s", nearest)
	}
	return name + " is no variable of dray's and changes nothing", nil
}

// inSection says whether name begins like a key: DRAY_LIMITS_.
func (s Schema) inSection(name string) bool {
	return slices.ContainsFunc(s.Keys(), func(key Key) bool {
		section, _, _ := strings.Cut(key.Path, ".")
		return strings.HasPrefix(name, variable(section)+"_")
	})
}
