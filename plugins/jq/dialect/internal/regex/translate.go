package regex

import "strings"

// posix are the bracket expressions over Unicode, as Oniguruma has them.
var posix = map[string]string{
	"alpha": `\p{L}\p{M}`, "digit": `\p{Nd}`, "alnum": `\p{L}\p{M}\p{Nd}`,
	"upper": `\p{Lu}`, "lower": `\p{Ll}`, "space": `\s`, "blank": ` \t`, "punct": `\p{P}\p{S}`,
	"word": `\w`, "xdigit": `0-9a-fA-F`, "cntrl": `\p{Cc}`,
}

// escapes are the letters that mean the same after a backslash in both syntaxes.
const escapes = "aAbBcdDefGknpPrsStvwWxzZ"

// translate puts an expression from Oniguruma's Perl syntax into regexp2's: an
// escaped letter without a meaning is that letter, \Q…\E is literal, [:name:] is a
// class, and a + after a quantifier repeats it, to no effect.
func translate(pattern string) string {
	var out strings.Builder
	class := 0 // 1 right after [, 2 further in
	quantified := false
	for i := 0; i < len(pattern); i++ {
		rest := pattern[i:]
		was := quantified
		quantified = false
		switch c := pattern[i]; {
		case c == '\\' && len(rest) > 1:
			i += escape(&out, rest) - 1
		case class > 0:
			if name, ok := bracket(rest); ok {
				out.WriteString(posix[name])
				i += len(name) + 3
			} else {
				out.WriteByte(c)
				if c == ']' && class > 1 {
					class = -1
				}
			}
			if c != '^' || class != 1 {
				class++
			}
			class = min(class, 2)
			continue
		case c == '[':
			out.WriteByte(c)
			class = 1
			continue
		case was && c == '+':
		default:
			out.WriteByte(c)
			quantified = c == '*' || c == '+' || c == '?' && i > 0 && pattern[i-1] != '('
		}
		if class == 1 {
			class = 2
		}
	}
	return out.String()
}

// escape writes what an escape sequence at the start of s stands for, and gives its length.
func escape(out *strings.Builder, s string) int {
	c := s[1]
	letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	switch {
	case c == 'Q':
		text, _, _ := strings.Cut(s[2:], `\E`)
		for _, r := range text {
			if strings.ContainsRune(`\*+?|{}[]()^$.# `, r) {
				out.WriteByte('\\')
			}
			out.WriteRune(r)
		}
		return min(len(s), len(`\Q`)+len(text)+len(`\E`))
	case letter && strings.IndexByte(escapes, c) < 0:
		out.WriteByte(c)
	default:
		out.WriteString(s[:2])
	}
	return 2
}

// bracket gives the name of the bracket expression at the start of s.
func bracket(s string) (string, bool) {
	inner, ok := strings.CutPrefix(s, "[:")
	if !ok {
		return "", false
	}
	name, _, ok := strings.Cut(inner, ":]")
	return name, ok && posix[name] != ""
}
