package text

import (
	"encoding/json"
	"strings"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
)

// value reads any value of at most depth levels.
func (p *parser) value(depth int) any {
	p.space()
	switch c := p.peek(); c {
	case '"':
		return p.str()
	case '{', '[':
		if depth <= 0 {
			p.fail(answer.OverLimit)
			return nil
		}
		p.at++
		if c == '{' {
			return p.object(depth - 1)
		}
		return p.list(depth - 1)
	case 't':
		p.word("true")
		return true
	case 'f':
		p.word("false")
		return false
	case 'n':
		p.word("null")
		return nil
	}
	return p.number()
}

// object reads on after the opening brace.
func (p *parser) object(depth int) any {
	out := map[string]any{}
	if p.space(); p.peek() == '}' {
		p.at++
		return out
	}
	for {
		name := p.name()
		if _, twice := out[name]; twice {
			p.fail(answer.BadValue)
			return nil
		}
		out[name] = p.value(depth)
		if p.ends('}') {
			return out
		}
	}
}

// name reads a member's name, and the colon behind it.
func (p *parser) name() string {
	p.space()
	name := p.str()
	if p.space(); p.peek() != ':' {
		p.fail(answer.BadValue)
		return ""
	}
	p.at++
	return name
}

// list reads on after the opening bracket.
func (p *parser) list(depth int) any {
	out := []any{}
	if p.space(); p.peek() == ']' {
		p.at++
		return out
	}
	for {
		out = append(out, p.value(depth))
		if p.ends(']') {
			return out
		}
	}
}

// ends reads what follows an element, and says whether it was the last one.
func (p *parser) ends(closing byte) bool {
	p.space()
	c := p.peek()
	if c != closing && c != ',' {
		p.fail(answer.BadValue)
		return true
	}
	p.at++
	return c == closing
}

func (p *parser) word(word string) {
	if !strings.HasPrefix(p.text[p.at:], word) {
		p.fail(answer.BadValue)
		return
	}
	p.at += len(word)
}

func (p *parser) number() any { return json.Number(p.digits()) }

// digits reads a number as it is written.
func (p *parser) digits() string {
	n := numberLen(p.text[p.at:])
	if n == 0 {
		p.fail(answer.BadValue)
		return ""
	}
	p.at += n
	return p.text[p.at-n : p.at]
}
