package query

import (
	"slices"
	"strings"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
	"github.com/drayhq/dray/plugins/wasm/document/pointer"
	"github.com/drayhq/dray/plugins/wasm/document/strlist"
	"github.com/drayhq/dray/plugins/wasm/document/text"
	"github.com/drayhq/dray/sdk"
)

// View is the query of one call after another.
type View struct {
	// Params is the query by now. Until the first write it is that of the request.
	Params []sdk.Param

	own   bool // whether Params may be written to
	lists strlist.Marks
	order []int // of Params, to be sorted
}

// Reset begins a call.
func (v *View) Reset(params []sdk.Param) {
	v.Params = params
	v.lists.Reset()
	v.Disown()
}

// Disown has the next write copy, so that Params can be given away.
func (v *View) Disown() { v.own = false }

// isList says whether so many values of name are a list to the guest.
func (v *View) isList(name string, count int) bool {
	return count > 1 || count == 1 && v.lists.Any() && v.lists.Has(name)
}

// values gives those of name, in order.
func (v *View) values(name string) []string {
	var values []string
	for _, param := range v.Params {
		if param.Name == name {
			values = append(values, param.Value)
		}
	}
	return values
}

// Get writes what rest leads to; rest begins with a name.
func (v *View) Get(w *text.Writer, rest []byte) answer.Code {
	token, rest := pointer.Next(rest)
	name := string(token)
	values := v.values(name)
	return strlist.Get(w, values, v.isList(name, len(values)), rest)
}

// GetAll writes all parameters, by name.
func (v *View) GetAll(w *text.Writer) {
	v.order = v.order[:0]
	for i := range v.Params {
		v.order = append(v.order, i)
	}
	slices.SortStableFunc(v.order, func(a, b int) int { return strings.Compare(v.Params[a].Name, v.Params[b].Name) })
	var values []string
	w.Text = append(w.Text, '{')
	for i, at := range v.order {
		param := v.Params[at]
		values = append(values, param.Value)
		if i+1 < len(v.order) && v.Params[v.order[i+1]].Name == param.Name {
			continue
		}
		w.Name(param.Name)
		_ = strlist.Get(w, values, v.isList(param.Name, len(values)), nil)
		values = values[:0]
	}
	w.Text = append(w.Text, '}')
}
