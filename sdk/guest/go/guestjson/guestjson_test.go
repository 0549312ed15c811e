package guestjson

import (
	"errors"
	"testing"

	guest "github.com/drayhq/dray/sdk/guest/go"
)

// What is read and written is tested through the host, in tests/guests.
func TestErrorsNameThePointer(t *testing.T) {
	t.Parallel()
	if err := Get(guest.Event, "/a", new(any)); !errors.Is(err, guest.ErrNotAllowed) {
		t.Errorf("outside dray, reading gives %v", err)
	}
	err := Set(guest.Body, "/a", make(chan int))
	if err == nil || err.Error() != "access to /request/body/a: json: unsupported type: chan int" {
		t.Errorf("setting what is no JSON gives %v", err)
	}
}
