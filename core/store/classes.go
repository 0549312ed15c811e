package store

import (
	"slices"

	"github.com/drayhq/dray/core/deadletter"
)

// classes count letters by class, in the order of [deadletter.Classes]. A copy is a
// copy, as of all that the writer changes.
type classes [8]int

func (c *classes) add(class deadletter.Class, n int) {
	if at := slices.Index(deadletter.Classes(), class); at >= 0 && at < len(c) {
		c[at] += n
	}
}

func (c *classes) all() map[deadletter.Class]int {
	out := map[deadletter.Class]int{}
	for at, class := range deadletter.Classes() {
		if at < len(c) {
			out[class] = c[at]
		}
	}
	return out
}
