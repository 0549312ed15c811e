package text

import (
	"math/bits"
	"unicode/utf8"
)

// plain gives how many bytes of s from i on stand in a string as they are: ASCII, no
// control characters, no quote, no backslash. It looks at eight bytes at a time, for
// most strings are plain to their end.
func plain[T string | []byte](s T, i int) int {
	start := i
	for ; i+8 <= len(s); i += 8 {
		word := s[i : i+8]
		found := special(uint64(word[0]) | uint64(word[1])<<8 | uint64(word[2])<<16 | uint64(word[3])<<24 |
			uint64(word[4])<<32 | uint64(word[5])<<40 | uint64(word[6])<<48 | uint64(word[7])<<56)
		if found != 0 {
			return i + bits.TrailingZeros64(found)/8 - start
		}
	}
	for i < len(s) && s[i] >= ' ' && s[i] < utf8.RuneSelf && s[i] != '"' && s[i] != '\\' {
		i++
	}
	return i - start
}

// special gives the high bit of the first of eight bytes that isn't plain, 0 if all are;
// bits above that one mean nothing. A byte that isn't ASCII has its high bit set; of the
// others, those get it that are below what is subtracted.
func special(word uint64) uint64 {
	const ones = 0x0101010101010101
	control := word - ones*' '
	quote := (word ^ ones*'"') - ones
	backslash := (word ^ ones*'\\') - ones
	return (word | control | quote | backslash) & (ones << 7)
}
