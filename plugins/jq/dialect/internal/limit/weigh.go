package limit

import (
	"fmt"
	"math/bits"
)

// Weight is what a value comes to, what occurs several times counted each time.
type Weight struct {
	Values int // of all kinds
	Bytes  int // of its strings and keys
}

// Size is about the length of its JSON.
func (w Weight) Size() int { return w.Bytes + 4*w.Values }

// Weigh walks a value before a function does that can't be stopped: ok is false,
// and the budget spent, when the value is too large or nests too deep.
func (b *Budget) Weigh(v any) (w Weight, ok bool) {
	s := scale{Budget: b, most: Items}
	ok = s.walk(v, 0)
	if !ok && b.Going() {
		b.stop(fmt.Sprintf("the program makes a value that holds more than %d others, or nests deeper than %d", Items, Depth))
	}
	return s.Weight, ok
}

// Output does the same for an evaluation's result, which others walk and send.
func (b *Budget) Output(v any) bool {
	s := scale{Budget: b, most: Items}
	ok := s.walk(v, 0) && s.Size() <= Text
	if !ok && b.Going() {
		b.stop(fmt.Sprintf("the program's result is too large: it is longer than %d MiB, or nests deeper than %d", Text>>20, Depth))
	}
	return ok
}

// Sort is Weigh for a list that is to be sorted.
func (b *Budget) Sort(v any) bool {
	w, ok := b.Weigh(v)
	list, _ := v.([]any)
	return ok && b.Cross(w.Values, bits.Len(uint(len(list)))) && b.MakeList(len(list))
}

// Cross is for functions that hold each of so many values against each of others.
func (b *Budget) Cross(these, those int) bool {
	const most = 1 << 27 // at some 10 ns each
	if these > 0 && those > most/these {
		return b.stop("the program compares too many values with each other")
	}
	return b.Going()
}

type scale struct {
	*Budget
	Weight
	most int
}

func (s *scale) walk(v any, level int) bool {
	if s.Values++; s.Values > s.most || level > Depth {
		return false
	}
	if s.Values&0xfff == 0 && !s.Going() {
		return false
	}
	switch v := v.(type) {
	case string:
		s.Bytes += len(v)
	case []any:
		for _, item := range v {
			if !s.walk(item, level+1) {
				return false
			}
		}
	case map[string]any:
		for key, item := range v {
			s.Bytes += len(key)
			if !s.walk(item, level+1) {
				return false
			}
		}
	}
	return true
}
