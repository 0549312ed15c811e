package text

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/drayhq/dray/plugins/wasm/document/answer"
)

// Checker says whether text is what Decode reads, and makes nothing of it: to build
// objects that nobody looks into takes longer than all the rest of a call that passes
// text on. It is for one goroutine at a time.
type Checker struct{ names []string }

// mostNames is how many names there is room for from one text to the next.
const mostNames = 256

// Check says what keeps text from being JSON of at most depth levels, nil for nothing.
func (c *Checker) Check(text string, depth int) error {
	p := parser{text: text, names: c.names}
	p.pass(depth)
	code := p.end()
	if c.names = p.names[:0]; cap(c.names) > mostNames {
		c.names = nil
	}
	clear(c.names[:cap(c.names)]) // to hold on to nothing
	switch code {
	case answer.Done:
		return nil
	case answer.OverLimit:
		return errors.New("it is nested too deeply")
	}
	return wrong(text)
}

// pass reads any value of at most depth levels, and makes nothing of it.
func (p *parser) pass(depth int) {
	p.space()
	switch c := p.peek(); c {
	case '"':
		p.passString()
	case '{', '[':
		if depth <= 0 {
			p.fail(answer.OverLimit)
			return
		}
		p.at++
		if c == '{' {
			p.passObject(depth - 1)
		} else {
			p.passList(depth - 1)
		}
	case 't':
		p.word("true")
	case 'f':
		p.word("false")
	case 'n':
		p.word("null")
	default:
		p.digits()
	}
}

func (p *parser) passList(depth int) {
	if p.space(); p.peek() == ']' {
		p.at++
		return
	}
	for p.pass(depth); !p.ends(']'); {
		p.pass(depth)
	}
}

func (p *parser) passObject(depth int) {
	if p.space(); p.peek() == '}' {
		p.at++
		return
	}
	first := len(p.names)
	for {
		p.names = append(p.names, p.name())
		p.pass(depth)
		if p.ends('}') {
			break
		}
	}
	if twice(p.names[first:]) {
		p.fail(answer.BadValue)
	}
	p.names = p.names[:first]
}

// passString is str for a value. What is escaped in a simple way need not be made.
func (p *parser) passString() {
	start := p.at
	for i, ascii := start+1, true; ; i++ {
		if i += plain(p.text, i); i >= len(p.text) {
			p.fail(answer.BadValue)
			return
		}
		switch c := p.text[i]; {
		case c == '"':
			if p.at = i + 1; !ascii && !utf8.ValidString(p.text[start:p.at]) {
				p.fail(answer.BadValue)
			}
			return
		case c >= utf8.RuneSelf:
			ascii = false
		case c == '\\' && i+1 < len(p.text) && isSimple(p.text[i+1]):
			i++
		default: // \u, or what is wrong
			p.str()
			return
		}
	}
}

// isSimple says whether a backslash and b stand for one character that they tell alone.
func isSimple(b byte) bool {
	switch b {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return true
	}
	return false
}

// twice says whether a name is there twice. It puts them in order if they are many.
func twice(names []string) bool {
	if len(names) > few {
		slices.Sort(names)
		return len(slices.Compact(names)) < len(names)
	}
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return true
		}
	}
	return false
}

// wrong finds out what is wrong with a text that is no JSON, and where.
func wrong(text string) error {
	decoder := jsontext.NewDecoder(strings.NewReader(text))
	_, err := decoder.ReadValue()
	if err == nil {
		_, err = decoder.ReadToken() // what follows
	}
	at, _ := errors.AsType[*jsontext.SyntacticError](err)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it ends too early")
	case at == nil:
		return errors.New("another value follows the first")
	case errors.Is(err, jsontext.ErrDuplicateName): // which may be long, or a secret
		return fmt.Errorf("a name stands twice in an object, before byte %d", at.ByteOffset)
	}
	return fmt.Errorf("%w, before byte %d", at.Err, at.ByteOffset)
}
