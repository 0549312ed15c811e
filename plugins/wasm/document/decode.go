package document

import (
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// parser reads one JSON text into what Run.Event is made of. Strings and numbers
// are cut out of one copy of the text: to allocate each of them would take longer
// than to read them.
type parser struct {
	text string
	at   int
	code Code // why it stopped; Done while all is well
}

// decode reads text, which must be one JSON value of at most depth levels.
func decode(text []byte, depth int) (any, Code) {
	p := parser{text: string(text)}
	v := p.value(depth)
	return v, p.end()
}

// decodeText is decode for a place that takes a string.
func decodeText(text []byte) (string, Code) {
	p := parser{text: string(text)}
	p.space()
	s := p.str()
	return s, p.end()
}

// decodeTexts is decode for a place that takes a string or a list of strings.
func decodeTexts(text []byte) (values []string, list bool, code Code) {
	p := parser{text: string(text)}
	p.space()
	if p.peek() != '[' {
		s := p.str()
		return []string{s}, false, p.end()
	}
	p.at++
	if p.space(); p.peek() == ']' {
		p.at++
		return nil, true, p.end()
	}
	for {
		p.space()
		values = append(values, p.str())
		if p.ends(']') {
			return values, true, p.end()
		}
	}
}

// end gives the code of the whole: nothing may follow the value.
func (p *parser) end() Code {
	if p.space(); p.at < len(p.text) {
		p.fail(BadValue)
	}
	return p.code
}

func (p *parser) fail(code Code) {
	if p.code == Done {
		p.code = code
	}
	p.at = len(p.text) // so that every loop ends
}

func (p *parser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// peek gives the next byte, 0 at the end.
func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// str reads a string; at the end of the text it fails as well.
func (p *parser) str() string {
	if p.peek() != '"' {
		p.fail(BadValue)
		return ""
	}
	start, plain, ascii := p.at, true, true
	for i := start + 1; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == '"':
			p.at = i + 1
			return p.cut(start, plain, ascii)
		case c == '\\':
			plain = false
			i++
		case c >= utf8.RuneSelf:
			ascii = false
		case c < ' ':
			p.fail(BadValue)
			return ""
		}
	}
	p.fail(BadValue)
	return ""
}

// cut gives the string that was just read, from start on.
func (p *parser) cut(start int, plain, ascii bool) string {
	quoted := p.text[start:p.at]
	if plain {
		if !ascii && !utf8.ValidString(quoted) {
			p.fail(BadValue)
		}
		return quoted[1 : len(quoted)-1]
	}
	out, err := jsontext.AppendUnquote(nil, quoted)
	if err != nil { // an escape that isn't one, a lone surrogate, no UTF-8
		p.fail(BadValue)
	}
	return string(out)
}
