package pointer

import "github.com/drayhq/dray/plugins/wasm/document/answer"

// AtEnd says whether token is the element after a list's last.
func AtEnd[T string | []byte](token T) bool { return len(token) == 1 && token[0] == '-' }

// Index reads token as the index of a list of that length. It is Absent beyond the
// list, and BadPointer when it is none (RFC 6901, section 4: no leading zeros).
func Index[T string | []byte](token T, length int) (int, answer.Code) {
	switch {
	case AtEnd(token):
		return 0, answer.Absent
	case len(token) == 0, token[0] == '0' && len(token) > 1:
		return 0, answer.BadPointer
	}
	i, beyond := 0, false
	for _, c := range []byte(token) {
		if c < '0' || c > '9' {
			return 0, answer.BadPointer
		}
		if !beyond { // after that it might overflow
			i = i*10 + int(c-'0')
		}
		beyond = i >= length
	}
	if beyond {
		return 0, answer.Absent
	}
	return i, answer.Done
}
