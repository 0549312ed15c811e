package main

import guest "github.com/drayhq/dray/sdk/guest/go"

func outcomes() map[string]func() error {
	return map[string]func() error{
		"carry-on": func() error { return nil },
		"logs": func() error {
			guest.LogDebug("a debug line")
			guest.LogInfo("an info line")
			guest.LogWarn("a warn line")
			guest.LogError("an error line: \"é\"")
			return nil
		},
		"drop":  func() error { return because(guest.Drop) },
		"fail":  func() error { return because(guest.Fail) },
		"retry": func() error { return because(guest.Retry) },
		"error": func() error {
			_, err := guest.Event.String("/required")
			return err
		},
	}
}

// because ends the run with the event's reason.
func because(outcome func(string) error) error {
	why, err := guest.Event.String("/why")
	if err != nil {
		return err
	}
	return outcome(why)
}
