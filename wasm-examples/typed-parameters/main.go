// Command typed-parameters is a dray module that gives CircleCI's pipeline
// parameters the types of the action's inputs: README.md says more.
package main

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"

	guest "github.com/drayhq/dray/sdk/guest/go"
	"github.com/drayhq/dray/sdk/guest/go/guestjson"
)

// inputs is the schema of an action's inputs, where the event has one.
const inputs guest.Place = "/event/payload/action/userInputs"

func main() { guest.Handle(transform) }

func transform() error {
	parameters, err := place()
	if err != nil {
		return err
	}
	var schema map[string]struct {
		Type any `json:"type"` // a string, or a jq program
	}
	var values map[string]json.RawMessage
	if err := optional(guestjson.Get(inputs, "/properties", &schema)); err != nil || schema == nil {
		return err
	}
	if err := optional(guestjson.Get(parameters, "", &values)); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		kind, _ := schema[name].Type.(string)
		value := string(values[name])
		text, ok := typed(kind, value)
		if !ok {
			return guest.Fail("the parameter " + name + " has to be of type " + kind + ", and is " + cut(value))
		}
		if text == value {
			continue
		}
		if err := parameters.Set(guest.Pointer(name), text); err != nil {
			return err
		}
	}
	return nil
}

// place gives where the parameters are.
func place() (guest.Place, error) {
	at, err := guest.Config.String("/at")
	if errors.Is(err, guest.ErrAbsent) {
		return "/request/body/parameters", nil
	}
	return guest.Place(at), err
}

func optional(err error) error {
	if errors.Is(err, guest.ErrAbsent) {
		return nil
	}
	return err
}

// cut shortens what is shown of a value.
func cut(text string) string {
	const most = 100
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
