package words

import "strings"

// Word is a name in a program: a function's, or with $ a variable's.
type Word struct {
	Text   string
	Offset int  // in bytes
	Key    bool // it is followed by a colon: an object's key, or being defined
	Args   bool // it is followed by (
}

// Bracket is the text of the word that stands for the dot of .a.[0].
const Bracket = ".["

// Scan finds the names in a program, outside its strings' text and comments.
func Scan(src string) []Word {
	var out []Word
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
		case strings.HasPrefix(src[i:], Bracket) && i > 0 && closes(src[i-1]):
			out = append(out, Word{Text: Bracket, Offset: i})
		case c == '.' || c == '@':
			i += len(name(src[i+1:]))
		case c == '$' || letter(c):
			w := Word{Text: src[i : i+1+len(name(src[i+1:]))], Offset: i}
			i += len(w.Text) - 1
			rest := strings.TrimLeft(src[i+1:], " \t\r\n")
			w.Key, w.Args = strings.HasPrefix(rest, ":"), strings.HasPrefix(rest, "(")
			out = append(out, w)
		}
	}
	return out
}

// closes says whether a term may end with c.
func closes(c byte) bool {
	return letter(c) || '0' <= c && c <= '9' || strings.IndexByte(`])}"?`, c) >= 0
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

// Find gives the offset of the first use of a name, 0 if there is none. With
// parameters "0" it has no arguments, otherwise it has some.
func Find(words []Word, text, parameters string) int {
	for _, w := range words {
		if w.Text == text && !w.Key && (parameters == "" || w.Args == (parameters != "0")) {
			return w.Offset
		}
	}
	return 0
}

// Lines gives the line, from 1, of each use of a name.
func Lines(src string, words []Word, text string) []int {
	var out []int
	for _, w := range words {
		if w.Text == text {
			out = append(out, strings.Count(src[:w.Offset], "\n")+1)
		}
	}
	return out
}
