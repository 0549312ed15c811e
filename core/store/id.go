package store

import (
	"fmt"
	"strings"
	"time"
)

// A letter's id is when it was parked, in tenths of a second since 2025, as
// seven characters of Crockford's base32. When others were parked within the
// same tenth it is the next free one: ids ascend.
const (
	idLength = 7
	idTick   = 100 * time.Millisecond
	idDigits = "0123456789abcdefghjkmnpqrstvwxyz"
	idEpoch  = 1735689600 // 2025-01-01T00:00:00Z
)

// newID gives the number of a letter parked now, above the last one.
func newID(now time.Time, last uint64) uint64 {
	ticks := now.Sub(time.Unix(idEpoch, 0)) / idTick
	if ticks < 0 || uint64(ticks) <= last {
		return last + 1
	}
	return uint64(ticks)
}

func formatID(n uint64) string {
	var out [idLength]byte
	for i := idLength - 1; i >= 0; i-- {
		out[i] = idDigits[n%32]
		n /= 32
	}
	return string(out[:])
}

// parseID gives the first and the last number of the ids that begin with text.
// Letters may be capitals; o stands for 0, i and l for 1.
func parseID(text string) (from, to uint64, err error) {
	if text == "" || len(text) > idLength {
		return 0, 0, fmt.Errorf("%w: %.40q is no id: those have %d characters", ErrNoLetter, text, idLength)
	}
	for _, r := range strings.NewReplacer("o", "0", "i", "1", "l", "1").Replace(strings.ToLower(text)) {
		digit := strings.IndexRune(idDigits, r)
		if digit < 0 {
			return 0, 0, fmt.Errorf("%w: %q is no id: those have no %q", ErrNoLetter, text, r)
		}
		from = from<<5 | uint64(digit)
	}
	open := 5 * (idLength - len(text))
	return from << open, (from+1)<<open - 1, nil
}

// wholeID gives the number of an id that isn't cut short.
func wholeID(text string) (uint64, error) {
	from, to, err := parseID(text)
	if err == nil && from != to {
		err = fmt.Errorf("%w: %q is only the beginning of an id", ErrNoLetter, text)
	}
	return from, err
}
