package host

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tetratelabs/wazero/sys"
)

// TrapError says why a guest was stopped, or stopped itself. Its instance is gone.
type TrapError struct{ Reason string }

func (t *TrapError) Error() string { return t.Reason }

// Stop ends the guest's call from within a host function.
func Stop(format string, args ...any) {
	panic(&TrapError{fmt.Sprintf(format, args...)}) // wazero gives it to who called the guest
}

// trap says in a person's words why a call ended with err.
func (i *Instance) trap(err error, struck bool, limit time.Duration) *TrapError {
	if struck {
		return &TrapError{fmt.Sprintf("it ran for longer than %v and was stopped: mend what it does so long, or raise timeout", limit)}
	}
	if t, ok := errors.AsType[*TrapError](err); ok {
		return t
	}
	reason := firstLine(err.Error())
	if exit, ok := errors.AsType[*sys.ExitError](err); ok {
		reason = fmt.Sprintf("it exited with code %d", exit.ExitCode())
	}
	if used := i.memory(); used > i.limits.Memory/4*3 {
		reason += fmt.Sprintf(" (it had taken %d of the %d bytes of memory that it may: raise memory if it needs more)", used, i.limits.Memory)
	}
	if text := i.lastWords(); text != "" {
		reason += ": " + text
	}
	return &TrapError{reason}
}

// firstLine leaves out wazero's stack trace.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSuffix(strings.TrimPrefix(line, "wasm error: "), " (recovered by wazero)")
}
