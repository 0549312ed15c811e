package order

import "strings"

// cursor walks a JSON text from one value to the next. The text has been decoded
// before, so that only the ends are looked for and nothing is checked. In what is
// no JSON the cursor finds values where there are none, but it always ends.
type cursor struct {
	text string
	at   int
}

// next passes white space over and gives the byte that follows, 0 at the end.
func (c *cursor) next() byte {
	for ; c.at < len(c.text); c.at++ {
		switch b := c.text[c.at]; b {
		case ' ', '\t', '\r', '\n':
		default:
			return b
		}
	}
	return 0
}

// skip passes b over, if it comes next.
func (c *cursor) skip(b byte) bool {
	if c.next() != b {
		return false
	}
	c.at++
	return true
}

// str passes the string at the cursor over and gives it with its quotes, "" if
// it has no end.
func (c *cursor) str() string {
	rest := c.text[c.at:]
	for end := 1; end < len(rest); end++ {
		quote := strings.IndexByte(rest[end:], '"')
		if quote < 0 {
			break
		}
		end += quote
		if !escaped(rest[1:end]) {
			c.at += end + 1
			return rest[:end+1]
		}
	}
	return ""
}

// escaped says whether the byte behind text is: after an odd number of backslashes.
func escaped(text string) bool {
	return (len(text)-len(strings.TrimRight(text, `\`)))%2 == 1
}

// word passes a number, true, false or null over. False: there is none.
func (c *cursor) word() bool {
	end := strings.IndexAny(c.text[c.at:], ",]} \t\r\n")
	if end < 0 {
		end = len(c.text) - c.at
	}
	c.at += end
	return end > 0
}
