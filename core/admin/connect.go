package admin

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"

	"github.com/drayhq/dray/core/admin/socket"
)

// Connect finds the process that listens at one of the places. Where the config
// names none, one that holds another store than store, "" for any, is not it:
// several drays of a machine can have the same default. Without one the error is a
// [socket.ErrNobody].
func Connect(ctx context.Context, places socket.Places, store string) (*Client, error) {
	errs := make([]error, 0, len(places.List))
	for _, place := range places.List {
		client := NewClient(place)
		status, err := ask(ctx, client)
		if err == nil && !places.Said && store != "" && !same(status.Store, store) {
			err = fmt.Errorf("%s: %w, but a dray that holds %s", place, socket.ErrNobody, cmp.Or(status.Store, "no store"))
		}
		if err == nil {
			return client, nil
		}
		client.Close()
		errs = append(errs, err)
	}
	if len(errs) == 0 {
		return nil, fmt.Errorf("admin.listen is empty: %w", socket.ErrNobody)
	}
	return nil, errors.Join(errs...)
}

// ask bounds how long a process may take to say how it is: one that is stuck is no use.
func ask(ctx context.Context, client *Client) (Status, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, readBound, fmt.Errorf("%s does not answer", client.place))
	defer cancel()
	return client.Status(ctx)
}

func same(a, b string) bool {
	if a == b {
		return true
	}
	one, errA := os.Stat(a)
	other, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(one, other)
}

// bare leaves out the URL of a call, which is made up.
func bare(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}
