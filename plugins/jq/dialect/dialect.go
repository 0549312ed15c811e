package dialect

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/itchyny/gojq"

	"github.com/drayhq/dray/plugins/jq/dialect/internal/limit"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/native"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/number"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/rewrite"
	"github.com/drayhq/dray/plugins/jq/dialect/internal/words"
)

// maxSource bounds a program's length in bytes: deeply nested ones take stack.
const maxSource = 64 << 10

// Options are what a program is compiled with.
type Options struct {
	// Environ is the environment, as os.Environ gives it. Variables that are
	// Hidden are left out.
	Environ []string
	// Now is the clock; nil: that of the machine.
	Now func() time.Time
	// KeepOrder says that the order of keys in the output matters: to a later
	// program, or to Scope.Keys. A program that can see the order itself keeps it anyway.
	KeepOrder bool
}

// Program is a compiled jq program. It is safe for concurrent use.
type Program struct {
	code *gojq.Code
	env  environ
}

// Compile parses and compiles a program. The error is a *SyntaxError.
func Compile(src string, opts Options) (p *Program, err error) {
	if len(src) > maxSource {
		return nil, &SyntaxError{Line: 1, Column: 1, Message: fmt.Sprintf("the program is longer than %d KiB", maxSource>>10)}
	}
	defer contain(&err, "compiling")
	query, err := gojq.Parse(src)
	if err != nil {
		return nil, parseError(src, err)
	}
	names := words.Scan(src)
	if err := reserved(src, names); err != nil {
		return nil, err
	}
	lists := rewrite.Program(query, words.Lines(src, names, "$__loc__"), opts.KeepOrder)
	code, err := gojq.Compile(query, native.Options(lists)...)
	if err != nil {
		return nil, compileError(src, names, err)
	}
	return &Program{code: code, env: newEnviron(opts.Environ, opts.Now)}, nil
}

// First evaluates the program and gives its first output, nil if there is none.
// All outputs are worked out, as the reference does: an error in a later one is an
// error of the whole. It keeps to ctx's deadline, and gives a *LimitError where the
// program would take too much room.
//
// in is JSON as map[string]any, []any, string, json.Number (also int and float64),
// bool and nil. It isn't changed, and the output may share parts with it. Whole
// numbers up to 2^53 come out as they are; others as a double would.
//
// scope tells the order of in's keys, and is told what was read; nil is allowed.
func (p *Program) First(ctx context.Context, in any, scope *Scope) (out any, err error) {
	if scope == nil {
		scope = NewScope()
	}
	defer contain(&err, "evaluating")
	budget := limit.New(ctx)
	iter := p.code.RunWithContext(budget, in, p.env.run(budget, scope)) //nolint:contextcheck // a Budget is a ctx
	out, err = first(iter)
	if err == nil && budget.Overrun() == nil && budget.Output(out) {
		return number.Result(out, scope.inherit), nil
	}
	if ctx.Err() != nil {
		return nil, fmt.Errorf("evaluating jq for too long: %w", ctx.Err())
	}
	return nil, cmp.Or(budget.Overrun(), err)
}

func first(iter gojq.Iter) (out any, err error) {
	for count := 0; ; count++ {
		v, ok := iter.Next()
		if !ok {
			return out, nil
		}
		if err, failed := v.(error); failed {
			if halt, ok := errors.AsType[*gojq.HaltError](err); ok && halt.Value() == nil {
				return out, nil
			}
			return nil, err
		}
		if count == 0 {
			out = v
		}
	}
}

// contain makes a panic an error, for a program's sake can't be worth the agent.
func contain(err *error, doing string) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("%s jq: internal error: %v", doing, v)
	}
}
