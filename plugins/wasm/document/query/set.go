package query

import (
	"slices"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
	"github.com/drayhq/dray/plugins/wasm/document/pointer"
	"github.com/drayhq/dray/plugins/wasm/document/strlist"
	"github.com/drayhq/dray/plugins/wasm/document/text"
	"github.com/drayhq/dray/sdk"
)

// Set puts json, a string or a list of them, where rest leads to; rest begins with a
// name.
func (v *View) Set(rest, json string) answer.Code {
	name, rest := pointer.Next(rest)
	list := true
	var values []string
	var code answer.Code
	if len(rest) == 0 {
		values, list, code = text.DecodeStrings(json)
	} else {
		values = v.values(name)
		values, code = strlist.Set(values, v.isList(name, len(values)), rest, json)
	}
	if code == answer.Done {
		v.put(name, values)
		v.lists.Note(name, list)
	}
	return code
}

// Remove takes away what rest leads to; rest begins with a name. It is Done only when
// something was there.
func (v *View) Remove(rest string) answer.Code {
	name, rest := pointer.Next(rest)
	values := v.values(name)
	switch {
	case len(values) == 0:
		return answer.Absent
	case len(rest) == 0:
		v.put(name, nil)
		v.lists.Note(name, false)
		return answer.Done
	}
	i, code := strlist.Find(len(values), v.isList(name, len(values)), rest)
	if code == answer.Done {
		v.cut(name, i)
		v.lists.Note(name, true)
	}
	return code
}

// put gives name these values.
func (v *View) put(name string, values []string) {
	v.take(len(values))
	out := v.Params[:0]
	end := -1 // after the last one of that name
	for _, param := range v.Params {
		if param.Name == name {
			if len(values) == 0 {
				continue
			}
			param.Value, values = values[0], values[1:]
			end = len(out) + 1
		}
		out = append(out, param)
	}
	clear(v.Params[len(out):])
	if end < 0 {
		end = len(out)
	}
	for _, value := range values {
		out = slices.Insert(out, end, sdk.Param{Name: name, Value: value})
		end++
	}
	v.Params = out
}

// cut takes out the i-th value of name.
func (v *View) cut(name string, i int) {
	v.take(0)
	for at, param := range v.Params {
		if param.Name != name {
			continue
		}
		if i == 0 {
			v.Params = slices.Delete(v.Params, at, at+1)
			return
		}
		i--
	}
}

// take has the request own its parameters, with room for more.
func (v *View) take(more int) {
	if !v.own {
		v.Params, v.own = append(make([]sdk.Param, 0, len(v.Params)+more), v.Params...), true
	}
}
