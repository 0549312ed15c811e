package fault

import (
	"regexp"
	"strings"
)

// phrases put gojq's words for what cannot be done into those of jq 1.5, which
// programs can look at after catch. What stands for a value may be cut elsewhere.
var phrases = []struct {
	from *regexp.Regexp
	to   string
}{
	{regexp.MustCompile(`^cannot add: (.+) and (.+)$`), "$1 and $2 cannot be added"},
	{regexp.MustCompile(`^cannot subtract: (.+) and (.+)$`), "$1 and $2 cannot be subtracted"},
	{regexp.MustCompile(`^cannot divide: (.+) and (.+)$`), "$1 and $2 cannot be divided"},
	{regexp.MustCompile(`^cannot modulo: (.+) and (.+)$`), "$1 and $2 cannot be divided (remainder)"},
	{regexp.MustCompile(`^cannot divide (.+) by: (.+)$`), "$1 and $2 cannot be divided because the divisor is zero"},
	{regexp.MustCompile(`^cannot modulo (.+) by: (.+)$`), "$1 and $2 cannot be divided (remainder) because the divisor is zero"},
	{regexp.MustCompile(`^cannot negate: (.+)$`), "$1 cannot be negated"},
	{regexp.MustCompile(`^cannot iterate over: (.+)$`), "Cannot iterate over $1"},
	{regexp.MustCompile(`^keys cannot be applied to: (.+)$`), "$1 has no keys"},
	{regexp.MustCompile(`^length cannot be applied to: (.+)$`), "$1 has no length"},
	{regexp.MustCompile(`^sort(?:_by\(.*\))? cannot be applied to: (.+)$`), "$1 cannot be sorted, as it is not an array"},
	{regexp.MustCompile(`^(startswith|endswith)\(.*`), "$1() requires string inputs"},
	{regexp.MustCompile(`^split\(.*`), "split input and separator must be strings"},
	{regexp.MustCompile(`^explode cannot .*`), "explode input must be a string"},
	{regexp.MustCompile(`^implode cannot .*`), "implode input must be an array"},
	{regexp.MustCompile(`^has\(".*\) cannot be applied to: (\w+).*`), "Cannot check whether $1 has a string key"},
	{regexp.MustCompile(`^has\([\d-].*\) cannot be applied to: (\w+).*`), "Cannot check whether $1 has a number key"},
	{regexp.MustCompile(`^expected an array but got: (\w+).*`), "Cannot index $1 with number"},
	{regexp.MustCompile(`^expected an object but got: (\w+).*`), "Cannot index $1 with string"},
}

// Translate puts the text of one of gojq's errors into jq 1.5's words, as far as
// it is known.
func Translate(text string) string {
	for _, p := range phrases {
		if p.from.MatchString(text) {
			text = strings.ReplaceAll(text, ": null", ": null (null)")
			return p.from.ReplaceAllString(text, p.to)
		}
	}
	return text
}
