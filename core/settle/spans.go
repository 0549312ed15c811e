package settle

import (
	"cmp"
	"slices"
)

// span is the offsets from one up to, not including, another.
type span struct{ from, to int64 }

// spans is ascending, disjoint, and nowhere empty or adjacent.
type spans []span

// search gives the index of the first span that ends above offset.
func (s spans) search(offset int64) int {
	i, _ := slices.BinarySearchFunc(s, offset+1, func(one span, end int64) int {
		return cmp.Compare(one.to, end)
	})
	return i
}

func (s spans) contains(offset int64) bool {
	i := s.search(offset)
	return i < len(s) && s[i].from <= offset
}

// end gives the first offset from this one on that is not contained.
func (s spans) end(offset int64) int64 {
	if i := s.search(offset); i < len(s) && s[i].from <= offset {
		return s[i].to
	}
	return offset
}

// from drops what lies below offset, in place.
func (s spans) from(offset int64) spans {
	s = s[s.search(offset):]
	if len(s) > 0 {
		s[0].from = max(s[0].from, offset)
	}
	return s
}

// append adds a span that begins at or above the end of the last, in place.
func (s spans) append(one span) spans {
	if one.from >= one.to {
		return s
	}
	if n := len(s); n > 0 && s[n-1].to == one.from {
		s[n-1].to = one.to
		return s
	}
	return append(s, one)
}

// union gives a new list of what either contains.
func (s spans) union(other spans) spans {
	all := slices.Concat(s, other)
	slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	out := make(spans, 0, len(all))
	for _, one := range all {
		if n := len(out); n > 0 {
			one.from = max(one.from, out[n-1].to)
		}
		out = out.append(one)
	}
	return out
}
