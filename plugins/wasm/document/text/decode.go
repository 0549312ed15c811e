package text

import (
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
)

// parser reads one JSON text. Strings and numbers are cut out of it: to allocate each
// of them would take longer than to read them.
type parser struct {
	text string
	at   int
	code answer.Code // why it stopped; Done while all is well

	names []string // a stack: of each object that is being passed over, those read so far
}

// Decode reads text, which must be one JSON value of at most depth levels.
func Decode(text string, depth int) (any, answer.Code) {
	p := parser{text: text}
	v := p.value(depth)
	return v, p.end()
}

// DecodeString is Decode for a place that takes a string.
func DecodeString(text string) (string, answer.Code) {
	p := parser{text: text}
	p.space()
	s := p.str()
	return s, p.end()
}

// DecodeStrings is Decode for a place that takes a string or a list of strings.
func DecodeStrings(text string) (values []string, list bool, code answer.Code) {
	p := parser{text: text}
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
func (p *parser) end() answer.Code {
	if p.space(); p.at < len(p.text) {
		p.fail(answer.BadValue)
	}
	return p.code
}

func (p *parser) fail(code answer.Code) {
	if p.code == answer.Done {
		p.code = code
	}
	p.at = len(p.text) // so that every loop ends
}

// space passes over white space.
func (p *parser) space() {
	if p.at < len(p.text) && p.text[p.at] <= ' ' {
		p.spaces()
	}
}

func (p *parser) spaces() {
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
		p.fail(answer.BadValue)
		return ""
	}
	start, simple, ascii := p.at, true, true
	for i := start + 1; ; i++ {
		if i += plain(p.text, i); i >= len(p.text) {
			break
		}
		switch c := p.text[i]; {
		case c == '"':
			p.at = i + 1
			return p.cut(start, simple, ascii)
		case c == '\\':
			simple = false
			i++
		case c >= utf8.RuneSelf:
			ascii = false
		default: // a control character
			p.fail(answer.BadValue)
			return ""
		}
	}
	p.fail(answer.BadValue)
	return ""
}

// cut gives the string that was just read, from start on.
func (p *parser) cut(start int, simple, ascii bool) string {
	quoted := p.text[start:p.at]
	if simple {
		if !ascii && !utf8.ValidString(quoted) {
			p.fail(answer.BadValue)
		}
		return quoted[1 : len(quoted)-1]
	}
	out, err := jsontext.AppendUnquote(nil, quoted)
	if err != nil { // an escape that isn't one, a lone surrogate, no UTF-8
		p.fail(answer.BadValue)
	}
	return string(out)
}
