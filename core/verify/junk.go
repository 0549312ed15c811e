package verify

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Reason is why a message is junk, short enough to label a metric with.
type Reason string

// The reasons for which [Cut] refuses a message.
const (
	Empty     Reason = "empty"
	TooLarge  Reason = "too large"
	NotUTF8   Reason = "not UTF-8"
	NotJSON   Reason = "not JSON"
	NotObject Reason = "not an object"
	TooDeep   Reason = "too deep"
	Duplicate Reason = "duplicate key"
	Trailing  Reason = "trailing data"
)

// JunkError is the error for a message that is nothing that Port could have sent.
type JunkError struct {
	Reason Reason
	Detail string // where, and what was found there
}

func (j *JunkError) Error() string { return string(j.Reason) + ": " + j.Detail }

func junk(reason Reason, format string, args ...any) *JunkError {
	return &JunkError{Reason: reason, Detail: fmt.Sprintf(format, args...)}
}

// junkOf says what a tokenizer's error means for the message. Names are cut
// short, for they may be as long as the message.
func junkOf(err error, size int) *JunkError {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return junk(NotJSON, "it breaks off after byte %d", size)
	}
	var syntax *jsontext.SyntacticError
	if !errors.As(err, &syntax) {
		return junk(NotJSON, "%v", err)
	}
	if strings.Count(string(syntax.JSONPointer), "/") > maxDepth {
		return tooDeep()
	}
	if errors.Is(err, jsontext.ErrDuplicateName) {
		return junk(Duplicate, "%s occurs twice in one object, the second time at byte %d",
			short(syntax.JSONPointer.LastToken()), syntax.ByteOffset)
	}
	return junk(NotJSON, "at byte %d: %v", syntax.ByteOffset, syntax.Err)
}

func tooDeep() *JunkError {
	return junk(TooDeep, "more than %d objects and lists lie in each other", maxDepth)
}

func short(name string) string {
	const most = 40
	if len(name) > most {
		return strconv.QuoteToASCII(name[:most]) + "…"
	}
	return strconv.QuoteToASCII(name)
}
