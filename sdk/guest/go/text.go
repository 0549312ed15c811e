package guest

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// appendQuoted appends value as a JSON string.
func appendQuoted(to []byte, value string) []byte {
	to = append(to, '"')
	plain := 0
	for i := 0; i < len(value); {
		c := value[i]
		if c < utf8.RuneSelf {
			if c < ' ' || c == '"' || c == '\\' {
				to = appendEscape(append(to, value[plain:i]...), c)
				plain = i + 1
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(value[i:])
		if r == utf8.RuneError && size == 1 {
			to = append(append(to, value[plain:i]...), "\ufffd"...)
			plain = i + 1
		}
		i += size
	}
	return append(append(to, value[plain:]...), '"')
}

func appendEscape(to []byte, c byte) []byte {
	const hex = "0123456789abcdef"
	if c >= ' ' {
		return append(to, '\\', c)
	}
	return append(to, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}

func appendQuotedAll(to []byte, values []string) []byte {
	to = append(to, '[')
	for i, value := range values {
		if i > 0 {
			to = append(to, ',')
		}
		to = appendQuoted(to, value)
	}
	return append(to, ']')
}

// unquote gives what a JSON string means; ok is false for any other text.
func unquote(text []byte) (value string, ok bool) {
	value, rest, ok := unquoteFirst(text)
	return value, ok && len(rest) == 0
}

// unquoteAll gives the strings of a JSON list.
func unquoteAll(text []byte) (values []string, ok bool) {
	if len(text) < 2 || text[0] != '[' {
		return nil, false
	}
	values = []string{}
	for text = space(text[1:]); len(text) > 0 && text[0] != ']'; {
		var value string
		value, text, ok = unquoteFirst(text)
		if !ok {
			return nil, false
		}
		values = append(values, value)
		text = space(text)
		if len(text) > 0 && text[0] == ',' {
			text = space(text[1:])
		}
	}
	return values, len(text) == 1
}

func space(text []byte) []byte {
	for len(text) > 0 && (text[0] == ' ' || text[0] == '\n' || text[0] == '\r' || text[0] == '\t') {
		text = text[1:]
	}
	return text
}

// unquoteFirst gives the string that text begins with, and what comes after it.
func unquoteFirst(text []byte) (value string, rest []byte, ok bool) {
	if len(text) == 0 || text[0] != '"' {
		return "", nil, false
	}
	text = text[1:]
	for i, c := range text {
		if c == '"' {
			return string(text[:i]), text[i+1:], true
		}
		if c == '\\' {
			return unescape(append(make([]byte, 0, len(text)), text[:i]...), text[i:])
		}
	}
	return "", nil, false
}

func unescape(to, text []byte) (value string, rest []byte, ok bool) {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return string(to), text[i+1:], true
		case c != '\\':
			to = append(to, c)
		case i+1 == len(text):
			return "", nil, false
		default:
			i++
			if text[i] == 'u' {
				r, size := unescapeRune(text[i+1:])
				to = utf8.AppendRune(to, r)
				i += size
				continue
			}
			to = append(to, meaning(text[i]))
		}
	}
	return "", nil, false
}

func meaning(escape byte) byte {
	switch escape {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return escape
}

// unescapeRune reads the hex digits behind \u, and the other half of a pair of surrogates.
func unescapeRune(text []byte) (r rune, size int) {
	r = hex4(text)
	if utf16.IsSurrogate(r) && len(text) >= 10 && text[4] == '\\' && text[5] == 'u' {
		if pair := utf16.DecodeRune(r, hex4(text[6:])); pair != utf8.RuneError {
			return pair, 10
		}
	}
	return r, 4
}

func hex4(text []byte) rune {
	if len(text) < 4 {
		return utf8.RuneError
	}
	n, err := strconv.ParseUint(string(text[:4]), 16, 16)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
}
