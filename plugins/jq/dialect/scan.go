package dialect

import "strings"

// word is a name in a program: a function's, or with $ a variable's.
type word struct {
	text   string
	offset int  // in bytes
	key    bool // it is followed by a colon: an object's key, or being defined
	args   bool // it is followed by (
}

// scan finds the names in a program, outside its strings' text and comments, for
// gojq's tree doesn't say where things stand.
func scan(src string) []word {
	var out []word
	var open []int // per string that an interpolation stands in: parentheses open
	text := false  // within a string
	for i := 0; i < len(src); i++ {
		c := src[i]
		switch {
		case text && c == '\\' && i+1 < len(src):
			if i++; src[i] == '(' {
				open, text = append(open, 0), false
			}
		case c == '"':
			text = !text
		case text:
		case c == '#':
			i += len(line(src[i:])) - 1
		case c == '(' && len(open) > 0:
			open[len(open)-1]++
		case c == ')' && len(open) > 0:
			if open[len(open)-1]--; open[len(open)-1] < 0 {
				open, text = open[:len(open)-1], true
			}
		case c == '.' || c == '@':
			i += len(name(src[i+1:]))
		case c == '$' || letter(c):
			w := word{text: src[i : i+1+len(name(src[i+1:]))], offset: i}
			i += len(w.text) - 1
			rest := strings.TrimLeft(src[i+1:], " \t\r\n")
			w.key, w.args = strings.HasPrefix(rest, ":"), strings.HasPrefix(rest, "(")
			out = append(out, w)
		}
	}
	return out
}

func letter(c byte) bool { return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// name gives the rest of a name at the start of s.
func name(s string) string {
	for i := range len(s) {
		if c := s[i]; !letter(c) && (c < '0' || c > '9') {
			return s[:i]
		}
	}
	return s
}

func line(s string) string {
	before, _, _ := strings.Cut(s, "\n")
	return before
}

// find gives the offset of the first use of a name, 0 if there is none. With
// parameters "0" it has no arguments, otherwise it has some.
func find(words []word, text, parameters string) int {
	for _, w := range words {
		if w.text == text && !w.key && (parameters == "" || w.args == (parameters != "0")) {
			return w.offset
		}
	}
	return 0
}

// lines gives the line of each use of a name.
func lines(src string, words []word, text string) []int {
	var out []int
	for _, w := range words {
		if w.text == text {
			out = append(out, strings.Count(src[:w.offset], "\n")+1)
		}
	}
	return out
}
