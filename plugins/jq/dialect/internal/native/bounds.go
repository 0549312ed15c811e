package native

import (
	"unicode/utf8"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
)

// The functions here are put before those of gojq's that walk or multiply values
// without a look at the time. They give their input.

// weigh is for those that walk it once.
func weigh(r *Run, in any, _ []any) any {
	r.Budget.Weigh(in)
	return in
}

// sortable is for those that sort.
func sortable(r *Run, in any, _ []any) any {
	r.Budget.Sort(in)
	return in
}

// pair is for those that hold what is in it against what is in another.
func pair(r *Run, in any, args []any) any {
	if w, ok := r.Budget.Weigh(in); ok {
		if with, ok := r.Budget.Weigh(args[0]); ok {
			r.Budget.Cross(w.Values, with.Values)
		}
	}
	return in
}

// flat is for flatten.
func flat(r *Run, in any, _ []any) any {
	if w, ok := r.Budget.Weigh(in); ok {
		r.Budget.MakeList(w.Values)
	}
	return in
}

// runes is for explode.
func runes(r *Run, in any, _ []any) any {
	if text, ok := in.(string); ok {
		r.Budget.MakeList(utf8.RuneCountInString(text))
	}
	return in
}

// square is for transpose, which fills up the shorter rows.
func square(r *Run, in any, _ []any) any {
	rows, longest := as[[]any](in), 0
	for _, row := range rows {
		longest = max(longest, len(as[[]any](row)))
	}
	if r.Budget.Cross(len(rows), longest) {
		r.Budget.Make(limit.PerItem * len(rows) * longest)
	}
	return in
}
