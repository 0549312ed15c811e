package guest

// Pointer makes a JSON pointer of tokens: Pointer("a/b", "0") is "/a~1b/0".
func Pointer(tokens ...string) string {
	var to []byte
	for _, token := range tokens {
		to = appendToken(append(to, '/'), token)
	}
	return string(to)
}

// EscapeToken spells one token as JSON pointers do: ~ as ~0, / as ~1.
func EscapeToken(token string) string {
	for i := range len(token) {
		if token[i] == '~' || token[i] == '/' {
			return string(appendToken(nil, token))
		}
	}
	return token
}

func appendToken(to []byte, token string) []byte {
	for i := range len(token) {
		switch c := token[i]; c {
		case '~':
			to = append(to, "~0"...)
		case '/':
			to = append(to, "~1"...)
		default:
			to = append(to, c)
		}
	}
	return to
}
