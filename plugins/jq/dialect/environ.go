package dialect

import (
	"strings"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/native"
)

// HiddenPrefixes are how the names of the variables start that no program sees:
// the agent's own credentials and settings.
func HiddenPrefixes() []string { return []string{"PORT_CLIENT_", "KAFKA_", "DRAY_"} }

// Hidden says whether env and $ENV leave a variable out.
func Hidden(name string) bool {
	for _, prefix := range HiddenPrefixes() {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// environ is the environment that programs see. Of two equal names the last counts.
type environ struct {
	names  []string // in the order of first appearance
	values map[string]string
}

func newEnviron(list []string) environ {
	e := environ{values: make(map[string]string, len(list))}
	for _, item := range list {
		name, value, ok := strings.Cut(item, "=")
		if !ok || name == "" || Hidden(name) {
			continue
		}
		if _, again := e.values[name]; !again {
			e.names = append(e.names, name)
		}
		e.values[name] = value
	}
	return e
}

// run gives one evaluation its knowledge.
func (e environ) run(scope *Scope) *native.Run {
	return &native.Run{
		Orders: &scope.orders,
		Env: func(name string) (string, bool) {
			value, ok := e.values[name]
			if ok {
				scope.note(name, value)
			}
			return value, ok
		},
		All: func() ([]string, map[string]any) {
			all := make(map[string]any, len(e.names))
			for _, name := range e.names {
				all[name] = e.values[name]
				scope.note(name, e.values[name])
			}
			return e.names, all
		},
	}
}
