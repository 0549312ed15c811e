package pointer

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

// Valid says whether p is a JSON Pointer (RFC 6901, section 3) in UTF-8.
func Valid(p []byte) bool {
	if len(p) == 0 {
		return true
	}
	if p[0] != '/' {
		return false
	}
	if plain(p) {
		return true
	}
	for i, c := range p {
		if c == '~' && (i+1 == len(p) || p[i+1] != '0' && p[i+1] != '1') {
			return false
		}
	}
	return utf8.Valid(p)
}

// plain says whether p is ASCII without "~", as most pointers are. It looks at eight
// bytes at a time, for this is done for every call, and at the last ones twice.
func plain(p []byte) bool {
	if len(p) < 8 {
		for _, c := range p {
			if c == '~' || c >= utf8.RuneSelf {
				return false
			}
		}
		return true
	}
	end := len(p) - 8
	for i := 0; i < end; i += 8 {
		if !plainWord(binary.LittleEndian.Uint64(p[i:])) {
			return false
		}
	}
	return plainWord(binary.LittleEndian.Uint64(p[end:]))
}

// plainWord is plain for eight bytes. A byte that isn't ASCII has its high bit set; "~"
// gets it, being 0 after the xor and less than that after the subtraction.
func plainWord(word uint64) bool {
	const ones = 0x0101010101010101
	return (word|((word^ones*'~')-ones))&(ones<<7) == 0
}

// Next takes the first token off p, which is valid and not empty.
func Next[T string | []byte](p T) (token, rest T) {
	token = p[1:]
	for i := range len(token) {
		if c := token[i]; c == '/' {
			return token[:i], token[i:]
		} else if c == '~' {
			return nextEscaped(token)
		}
	}
	return token, rest
}

func nextEscaped[T string | []byte](p T) (token, rest T) {
	name, _, _ := strings.Cut(string(p), "/")
	rest = p[len(name):]
	// In this order, or "~01" would become "/".
	name = strings.ReplaceAll(name, "~1", "/")
	return T(strings.ReplaceAll(name, "~0", "~")), rest
}

// Levels gives how many tokens there are in p.
func Levels(p string) int { return strings.Count(p, "/") }
