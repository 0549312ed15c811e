package main

import (
	"errors"

	guest "github.com/drayhq/dray/sdk/guest/go"
)

func requests() map[string]func() error {
	return map[string]func() error{
		"method-and-url": func() error {
			method, err := guest.Method()
			url, err2 := guest.URL()
			return errors.Join(err, err2,
				out.SetString("/method", method+"-X"), guest.SetMethod("PUT"), guest.SetURL(url+"/x"))
		},
		"headers": func() error {
			return errors.Join(
				then(out.SetString, "/first")(guest.Header("x-many")),
				then(setList, "/all")(guest.Headers("X-MANY")),
				then(setList, "/one")(guest.Headers("x-one")),
				note[string]("/none")(guest.Header("X-None")),
				guest.SetHeader("X-New", "n"),
				guest.SetHeader("X-Pair", "p", "q"),
				guest.RemoveHeader("x-old"))
		},
		"sensitive-headers": func() error {
			return errors.Join(
				note[string]("/token")(guest.Header("circle-token")),
				note[string]("/signature")(guest.Header("X-Port-Signature")),
				guest.SetHeader("Circle-Token", "changed-token"),
				guest.RemoveHeader("authorization"))
		},
		"query": func() error {
			return errors.Join(
				then(out.SetString, "/first")(guest.Query("many")),
				then(setList, "/all")(guest.QueryAll("many")),
				note[string]("/none")(guest.Query("none")),
				guest.SetQuery("a/b", "x&y"),
				guest.SetQuery("pair", "p", "q"),
				guest.RemoveQuery("old"))
		},
		"body": func() error {
			branch, err := guest.Body.String("/branch")
			return errors.Join(err,
				guest.Body.SetString("/branch", branch+"-x"),
				guest.Body.SetInt("/parameters/n", 1),
				guest.Body.Remove("/old"),
				then(guest.Body.Set, "")(guest.Body.Get("")))
		},
		"no-body": func() error { return guest.Body.Set("", "null") },
		"run": func() error {
			return errors.Join(
				out.SetString("/id", guest.RunID()), out.SetInt("/attempt", int64(guest.Attempt())),
				out.SetString("/topic", guest.Topic()), out.SetString("/now", guest.Now()))
		},
		"event-and-config": func() error {
			return errors.Join(
				then(out.SetString, "/event")(guest.Event.String("/a/b")),
				then(out.SetString, "/team")(guest.Config.String("/team")),
				then(out.SetInt, "/size")(guest.Config.Int("/size")),
				note[string]("/nothing")(guest.Config.String("/nothing")))
		},
	}
}
