package sdk

import "context"

type guardKey struct{}

// Guard gives a context in which may is asked right before each write of what has an
// effect: its error keeps that from being written. A process that was stopped for
// long can find that somebody else works on the run by now.
func Guard(ctx context.Context, may func() error) context.Context {
	return context.WithValue(ctx, guardKey{}, may)
}

// MayWrite asks what [Guard] put into ctx; nil where there is nothing.
func MayWrite(ctx context.Context) error {
	if may, ok := ctx.Value(guardKey{}).(func() error); ok {
		return may()
	}
	return nil
}
