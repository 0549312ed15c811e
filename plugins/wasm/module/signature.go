package module

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tetratelabs/wazero/api"
)

const (
	i32 = api.ValueTypeI32
	i64 = api.ValueTypeI64
)

// signature is a function that a kind needs, or with a ? may have.
type signature struct {
	name            string
	params, results []api.ValueType
}

func (s signature) in(exports map[string]api.FunctionDefinition) error {
	name, optional := strings.CutSuffix(s.name, "?")
	f, ok := exports[name]
	switch {
	case !ok && optional:
		return nil
	case !ok:
		return fmt.Errorf("it must export %s as well, as %s", name, form(s.params, s.results))
	case !slices.Equal(f.ParamTypes(), s.params) || !slices.Equal(f.ResultTypes(), s.results):
		return fmt.Errorf("its %s is %s and must be %s", name, types(f), form(s.params, s.results))
	}
	return nil
}

func types(f api.FunctionDefinition) string { return form(f.ParamTypes(), f.ResultTypes()) }

// form writes a function's type as the text format does.
func form(params, results []api.ValueType) string {
	var b strings.Builder
	b.WriteString("(func")
	for _, list := range []struct {
		word  string
		types []api.ValueType
	}{{"param", params}, {"result", results}} {
		if len(list.types) == 0 {
			continue
		}
		b.WriteString(" (" + list.word)
		for _, t := range list.types {
			b.WriteString(" " + api.ValueTypeName(t))
		}
		b.WriteString(")")
	}
	return b.String() + ")"
}
