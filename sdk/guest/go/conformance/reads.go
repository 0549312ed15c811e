package main

import (
	"errors"
	"slices"
	"strings"

	guest "github.com/drayhq/dray/sdk/guest/go"
)

func reads() map[string]func() error {
	return map[string]func() error{
		"read-string": func() error {
			return errors.Join(
				then(out.SetString, "/text")(guest.Event.String("/text")),
				then(out.SetString, "/empty")(guest.Event.String("/empty")))
		},
		"escapes": func() error {
			text, err := guest.Event.String("/text")
			return errors.Join(err,
				out.SetString("/text", text),
				out.SetInt("/length", int64(len(text))),
				out.SetString("/own", "\"\\/\x01\t\n\x7fé\u2028\U0001F600"))
		},
		"read-int": func() error {
			var errs []error
			for _, at := range []string{"/a", "/b", "/c", "/d"} {
				errs = append(errs, then(out.SetInt, at)(guest.Event.Int(at)))
			}
			return errors.Join(errs...)
		},
		"read-float": func() error {
			a, err := guest.Event.Float("/a")
			return errors.Join(err, out.SetFloat("/a", 2*a), then(out.SetFloat, "/b")(guest.Event.Float("/b")))
		},
		"read-bool": func() error {
			yes, err := guest.Event.Bool("/yes")
			no, err2 := guest.Event.Bool("/no")
			return errors.Join(err, err2, out.SetBool("/yes", !yes), out.SetBool("/no", !no))
		},
		"read-list": func() error {
			list, err := guest.Event.Strings("/list")
			slices.Reverse(list)
			return errors.Join(err, setList("/list", list), then(setList, "/none")(guest.Event.Strings("/none")))
		},
		"verbatim": func() error { return then(out.Set, "")(guest.Event.Get("/numbers")) },
		"absent-and-null": func() error {
			return errors.Join(
				note[string]("/absent")(guest.Event.String("/nothing")),
				note[string]("/deep")(guest.Event.String("/no/such/place")),
				note[string]("/beyond")(guest.Event.String("/list/7")),
				note[string]("/null")(guest.Event.String("/null")),
				then(out.Set, "/raw")(guest.Event.Get("/null")))
		},
		"read-wrong-type": func() error {
			return errors.Join(
				note[string]("/string")(guest.Event.String("/number")),
				note[int64]("/int")(guest.Event.Int("/text")),
				note[int64]("/half")(guest.Event.Int("/half")),
				note[int64]("/large")(guest.Event.Int("/large")),
				note[float64]("/float")(guest.Event.Float("/text")),
				note[bool]("/bool")(guest.Event.Bool("/number")),
				note[[]string]("/list")(guest.Event.Strings("/mixed")))
		},
		"long-value": func() error {
			seed, err := guest.Event.String("/seed")
			long := strings.Repeat(seed, 1000)
			err = errors.Join(err, guest.Body.SetString("/long", long))
			back, err2 := guest.Body.String("/long")
			return errors.Join(err, err2,
				out.SetBool("/same", back == long),
				out.SetInt("/length", int64(len(back))),
				guest.Body.Remove("/long"))
		},
		"pointer-escapes": func() error {
			return then(guest.Document.SetString, guest.Pointer("request", "body", "out", "m~/n"))(
				guest.Document.String(guest.Pointer("event", "a/b~c", "~1")))
		},
	}
}
