package http

import (
	"fmt"
	"strconv"
	"strings"
)

// Size is a number of bytes, written 1048576 or 1MiB.
type Size int64

var units = []struct {
	suffix string
	bytes  Size
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"B", 1}, {"", 1}}

// UnmarshalText reads a number with B, KiB, MiB or GiB after it, or with nothing.
func (s *Size) UnmarshalText(text []byte) error {
	for _, unit := range units {
		digits, found := strings.CutSuffix(strings.TrimSpace(string(text)), unit.suffix)
		if !found {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 32)
		if err != nil {
			break
		}
		*s = Size(n) * unit.bytes
		return nil
	}
	return fmt.Errorf("%q is not a size such as 1MiB or 65536", text)
}

// MarshalText writes the size in the largest unit that leaves it whole.
func (s Size) MarshalText() ([]byte, error) {
	for _, unit := range []int{2, 1, 0} {
		if u := units[unit]; s != 0 && s%u.bytes == 0 {
			return fmt.Appendf(nil, "%d%s", s/u.bytes, u.suffix), nil
		}
	}
	return fmt.Appendf(nil, "%d", int64(s)), nil
}
