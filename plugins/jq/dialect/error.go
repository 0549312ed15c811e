package dialect

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/words"
)

// SyntaxError says why a program doesn't compile, and where.
type SyntaxError struct {
	Line, Column int    // from 1; columns count characters
	Message      string // for a person
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// LimitError says that a program would take more room than any may.
type LimitError = limit.Error

// at makes the error for the byte offset in src.
func at(src string, offset int, message string) *SyntaxError {
	before := src[:min(max(offset, 0), len(src))]
	line := strings.LastIndexByte(before, '\n') + 1
	return &SyntaxError{
		Line:    strings.Count(before, "\n") + 1,
		Column:  utf8.RuneCountInString(before[line:]) + 1,
		Message: message,
	}
}

func parseError(src string, err error) error {
	e, ok := errors.AsType[*gojq.ParseError](err)
	if !ok {
		return at(src, 0, err.Error())
	}
	message := e.Error()
	switch {
	case message == "unexpected EOF":
		message = "the program ends too early"
	case e.Token == "'":
		message = `unexpected "'": strings are written in double quotes`
	}
	return at(src, e.Offset-len(e.Token), message)
}

// compileError finds the place that gojq's error, which has none, is about.
func compileError(src string, names []words.Word, err error) error {
	message := err.Error()
	kind, name, ok := strings.Cut(message, " not defined: ")
	if !ok {
		return at(src, 0, message)
	}
	bare, parameters, _ := strings.Cut(name, "/")
	if kind != "function" {
		return at(src, words.Find(names, bare, ""), fmt.Sprintf("%s %s is not defined", kind, bare))
	}
	if parameters == "0" {
		return at(src, words.Find(names, bare, "0"), fmt.Sprintf("the function %s is not defined", bare))
	}
	return at(src, words.Find(names, bare, parameters),
		fmt.Sprintf("the function %s is not defined with %s arguments", bare, parameters))
}

// reserved refuses the names that the rewritten program uses for itself.
func reserved(src string, names []words.Word) error {
	for _, w := range names {
		name := strings.TrimPrefix(w.Text, "$")
		if strings.HasPrefix(name, "_dray") && !w.Key || strings.HasPrefix(w.Text, "$__dray") {
			return at(src, w.Offset, w.Text+" is not defined: names that start with _dray are dray's own")
		}
	}
	return nil
}
