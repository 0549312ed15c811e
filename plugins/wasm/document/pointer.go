package document

import (
	"bytes"
	"unicode/utf8"
)

// wellFormed says whether p is a JSON Pointer (RFC 6901, section 3).
func wellFormed(p []byte) bool {
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

// next takes the first token off p, which is well formed and not empty.
func next(p []byte) (token, rest []byte) {
	token = p[1:]
	if i := bytes.IndexByte(token, '/'); i >= 0 {
		token, rest = token[:i], token[i:]
	}
	if bytes.IndexByte(token, '~') >= 0 {
		// In this order, or "~01" would become "/".
		token = bytes.ReplaceAll(token, []byte("~1"), []byte("/"))
		token = bytes.ReplaceAll(token, []byte("~0"), []byte("~"))
	}
	return token, rest
}

// atEnd says whether token is the element after a list's last.
func atEnd(token []byte) bool { return len(token) == 1 && token[0] == '-' }

// index reads token as the index of a list of that length. It is Absent beyond the
// list, and BadPointer when it is none (RFC 6901, section 4: no leading zeros).
func index(token []byte, length int) (int, Code) {
	if atEnd(token) {
		return 0, Absent
	}
	if len(token) == 0 || token[0] == '0' && len(token) > 1 {
		return 0, BadPointer
	}
	i, beyond := 0, false
	for _, c := range token {
		if c < '0' || c > '9' {
			return 0, BadPointer
		}
		if !beyond {
			i = i*10 + int(c-'0')
		}
		beyond = i >= length
	}
	if beyond {
		return 0, Absent
	}
	return i, Done
}
