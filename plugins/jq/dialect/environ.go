package dialect

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
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

// environ is the environment and the clock that programs see. Of two equal names the last counts.
type environ struct {
	names  []string // in the order of first appearance
	values map[string]string
	now    func() time.Time
}

func newEnviron(list []string, now func() time.Time) environ {
	e := environ{values: make(map[string]string, len(list)), now: now}
	if now == nil {
		e.now = time.Now
	}
	for _, item := range list {
		name, value, ok := strings.Cut(item, "=")
		if !ok || name == "" || Hidden(name) {
			continue
		}
		if _, again := e.values[name]; !again {
			e.names = append(e.names, name)
		}
		e.values[name] = valid(value)
	}
	return e
}

// evaluation is one evaluation's view of the environment.
type evaluation struct {
	native.Run
	env   *environ
	scope *Scope
}

func (e *environ) run(budget *limit.Budget, scope *Scope) *native.Run {
	out := &evaluation{env: e, scope: scope}
	out.Run = native.Run{Budget: budget, Orders: &scope.orders, Env: out, Now: e.now}
	return &out.Run
}

// Variable gives one variable, and notes in the scope that it was read.
func (e *evaluation) Variable(name string) (string, bool) {
	value, ok := e.env.values[name]
	if ok {
		e.scope.note(name, value)
	}
	return value, ok
}

// All gives all of them, and notes each.
func (e *evaluation) All() ([]string, map[string]any) {
	all := make(map[string]any, len(e.env.names))
	for _, name := range e.env.names {
		all[name], _ = e.Variable(name)
	}
	return e.env.names, all
}

// valid puts U+FFFD in the place of each byte that isn't UTF-8, as is done where
// values become JSON: so that what is sent is what was noted.
func valid(value string) string {
	if utf8.ValidString(value) {
		return value
	}
	return string([]rune(value))
}
