package limit

import (
	"context"
	"errors"
	"fmt"
)

const (
	// Text is the length in bytes that one string may have.
	Text = 16 << 20
	// Items is how many items one list may have, and how many values, each
	// counted wherever it occurs, what is compared, sorted or written may hold.
	Items = 4 << 20
	// Depth is how deep those may nest: walking takes stack.
	Depth = 10_000
	// Memory is how many bytes functions may make in one evaluation, roughly.
	Memory = 512 << 20
)

// Roughly what things take, in bytes.
const (
	PerItem   = 32  // of a list
	PerMember = 64  // of an object
	PerObject = 512 // with a handful of members and their order
)

// Error says which bound a program has come upon.
type Error struct{ Message string }

func (e *Error) Error() string { return e.Message }

// Budget is one evaluation's. It is the context that gojq is given: once it is
// spent gojq stops before the next instruction, and no try gets to see why. So who
// spends it may give anything when it runs out. It is not safe for concurrent use.
type Budget struct {
	context.Context
	done <-chan struct{}
	left int
	err  error
}

// New gives a budget that ends with ctx at the latest.
func New(ctx context.Context) *Budget {
	return &Budget{Context: ctx, done: ctx.Done(), left: Memory}
}

// Done is closed once the budget is spent.
func (b *Budget) Done() <-chan struct{} { return b.done }

// Err says why Done is closed: an *Error, or the error of the context.
func (b *Budget) Err() error {
	if b.err != nil {
		return b.err
	}
	return b.Context.Err()
}

// Overrun gives the *Error if a bound was hit, else nil.
func (b *Budget) Overrun() error {
	if _, ok := errors.AsType[*Error](b.err); ok {
		return b.err
	}
	return nil
}

// Make says whether so many more bytes may be made, and counts them.
func (b *Budget) Make(bytes int) bool {
	if b.left -= bytes; b.left < 0 {
		return b.stop(fmt.Sprintf("the program makes more than %d MiB of values", Memory>>20))
	}
	return b.Going()
}

// MakeText is Make for a string of that length.
func (b *Budget) MakeText(length int) bool { return b.TextFits(length) && b.Make(length) }

// TextFits says whether a string may have that length.
func (b *Budget) TextFits(length int) bool {
	return length <= Text || b.stop(fmt.Sprintf("the program makes a string longer than %d MiB", Text>>20))
}

// MakeList is Make for a list of that length.
func (b *Budget) MakeList(length int) bool { return b.ListFits(length) && b.Make(length*PerItem) }

// ListFits says whether a list may have that length.
func (b *Budget) ListFits(length int) bool {
	return length <= Items || b.stop(fmt.Sprintf("the program makes a list of more than %d items", Items))
}

// Nest says whether values may nest that deep.
func (b *Budget) Nest(level int) bool {
	return level <= Depth || b.stop(fmt.Sprintf("the program makes a value that nests deeper than %d", Depth))
}

// Going says whether there is time, and a budget, left.
func (b *Budget) Going() bool {
	select {
	case <-b.done:
		return false
	default:
		return true
	}
}

func (b *Budget) stop(message string) bool {
	if b.err == nil {
		spent := make(chan struct{})
		close(spent)
		b.done, b.err = spent, &Error{message}
	}
	return false
}
