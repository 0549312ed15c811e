package pointer

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Valid says whether p is a JSON Pointer (RFC 6901, section 3) in UTF-8.
func Valid(p []byte) bool {
	if len(p) == 0 {
		return true
	}
	if p[0] != '/' || !utf8.Valid(p) {
		return false
	}
	for {
		i := bytes.IndexByte(p, '~')
		if i < 0 {
			return true
		}
		if i+1 == len(p) || p[i+1] != '0' && p[i+1] != '1' {
			return false
		}
		p = p[i+2:]
	}
}

// Next takes the first token off p, which is valid and not empty.
func Next[T string | []byte](p T) (token, rest T) {
	escaped := false
	end := 1
	for ; end < len(p) && p[end] != '/'; end++ {
		if p[end] == '~' {
			escaped = true
		}
	}
	if escaped {
		// In this order, or "~01" would become "/".
		name := strings.ReplaceAll(string(p[1:end]), "~1", "/")
		return T(strings.ReplaceAll(name, "~0", "~")), p[end:]
	}
	return p[1:end], p[end:]
}

// Levels gives how many tokens there are in p.
func Levels(p string) int { return strings.Count(p, "/") }
