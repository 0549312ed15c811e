package watch

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// Where no event tells of a change, a file that is just being written is waited for: the
// first half of a config may be one as well.
func TestAHalfWrittenFileIsNotRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		begins, ends := began.Add(look-settle/2), began.Add(look+2*settle)
		held := func() string { // as it grows
			now := time.Now()
			if now.After(ends) {
				now = ends
			}
			return strconv.FormatInt(max(0, now.Sub(begins).Milliseconds()), 10)
		}
		whole := strconv.FormatInt(ends.Sub(begins).Milliseconds(), 10)
		var read []string
		ctx, cancel := context.WithTimeout(t.Context(), 3*look)
		defer cancel()
		Watch{Stamp: held, Changed: func(context.Context) { read = append(read, held()) }}.run(ctx, nil, func() {})
		if want := []string{"0", whole}; !slices.Equal(read, want) {
			t.Errorf("it read %q, want %q", read, want)
		}
	})
}
