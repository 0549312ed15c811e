package main

import (
	"errors"
	"strings"

	guest "github.com/drayhq/dray/sdk/guest/go"
)

func writes() map[string]func() error {
	return map[string]func() error{
		"set-each": func() error {
			return errors.Join(
				out.SetString("/string", "s"), out.SetInt("/int", -7), out.SetFloat("/float", 2.5),
				out.SetBool("/bool", true), out.SetStrings("/list", "a", "b"),
				out.Set("/raw", `{"k":[1e400]}`), out.Set("/null", "null"))
		},
		"missing-parents": func() error {
			return errors.Join(guest.Body.SetInt("/a/b/c", 1), guest.Body.SetInt("/null/d", 2))
		},
		"null-body": func() error { return guest.Body.SetBool("/a", true) },
		"lists": func() error {
			return errors.Join(guest.Body.SetString("/list/-", "c"),
				guest.Body.SetString("/list/1", "B"), guest.Body.Remove("/list/0"))
		},
		"remove": func() error {
			return errors.Join(guest.Body.Remove("/a"), guest.Body.Remove("/a"), guest.Body.Remove("/no/such"))
		},
		"not-allowed": func() error {
			return errors.Join(
				noteError("/event", guest.Event.SetString("/a", "x")),
				noteError("/run", guest.Document.SetString("/run/id", "x")),
				noteError("/config", guest.Config.SetString("/team", "x")),
				noteError("/headers", guest.Request.Set("/headers", "{}")),
				noteError("/remove", guest.Event.Remove("/a")))
		},
		"bad-pointer": func() error {
			return errors.Join(
				note[string]("/slash")(guest.Document.Get("request/body")),
				note[string]("/escape")(guest.Event.Get("/a~2b")),
				note[string]("/scalar")(guest.Event.Get("/text/x")),
				noteError("/set", guest.Body.SetInt("/text/x", 1)))
		},
		"set-wrong-type": func() error {
			return errors.Join(
				noteError("/method", guest.Request.SetInt("/method", 5)),
				noteError("/header", guest.Request.SetBool("/headers/X-A", true)),
				noteError("/json", guest.Body.Set("/x", `{"a":`)))
		},
		"limit": func() error {
			return noteError("", guest.Body.Set("/huge", `"`+strings.Repeat("x", 2<<20)+`"`))
		},
	}
}
