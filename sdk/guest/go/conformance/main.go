// Command conformance is the module by which tests/guests holds this SDK to what
// all of them do alike: tests/guests/cases.json says what each case does.
package main

import (
	"errors"

	guest "github.com/drayhq/dray/sdk/guest/go"
)

const out guest.Place = "/request/body/out"

func main() {
	greeting := ""
	guest.HandleConfigure(func() (err error) {
		if reason, err := guest.Config.String("/refuse"); err == nil {
			return guest.Fail(reason)
		}
		greeting, err = guest.Config.String("/greeting")
		return err
	})
	guest.Handle(func() error {
		name, err := guest.Event.String("/case")
		if err != nil {
			return err
		}
		if name == "configured" {
			return out.SetString("", greeting)
		}
		for _, cases := range []map[string]func() error{reads(), writes(), requests(), outcomes()} {
			if do, ok := cases[name]; ok {
				return do()
			}
		}
		return guest.Fail("no case " + name)
	})
}

// name gives the name of an error as the cases have it.
func name(err error) string {
	for name, known := range map[string]error{
		"absent": guest.ErrAbsent, "bad-pointer": guest.ErrBadPointer, "not-allowed": guest.ErrNotAllowed,
		"limit": guest.ErrLimit, "type": guest.ErrType,
	} {
		if errors.Is(err, known) {
			return name
		}
	}
	if err != nil {
		return err.Error()
	}
	return "none"
}

// note sets the name of the error that came with a value.
func note[T any](pointer string) func(T, error) error {
	return func(_ T, err error) error { return out.SetString(pointer, name(err)) }
}

// noteError sets the name of an error.
func noteError(pointer string, err error) error { return out.SetString(pointer, name(err)) }

// then hands a value on to set, unless it came with an error.
func then[T any](set func(string, T) error, pointer string) func(T, error) error {
	return func(value T, err error) error {
		if err != nil {
			return err
		}
		return set(pointer, value)
	}
}

func setList(pointer string, values []string) error { return out.SetStrings(pointer, values...) }
