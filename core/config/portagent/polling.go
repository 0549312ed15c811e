package portagent

import (
	"slices"
	"strconv"
	"strings"
)

// Polling is the streamer that claims runs from Port's API.
const Polling = "POLLING"

// knob is a variable of polling.
type knob struct {
	variable, key string
	seconds       bool
}

var knobs = []knob{
	{"POLLING_INTERVAL_SECONDS", "polling.interval", true},
	{"POLLING_RUNS_BATCH_SIZE", "polling.batch", false},
	{"POLLING_INITIAL_BACKOFF_SECONDS", "polling.backoff.initial", true},
	{"POLLING_MAX_BACKOFF_SECONDS", "polling.backoff.max", true},
	{"POLLING_BACKOFF_FACTOR", "polling.backoff.factor", false},
	{"POLLING_BACKOFF_JITTER_FACTOR", "polling.backoff.jitter", false},
	{giveUp, "polling.give_up", true},
}

// giveUp is the variable of a time that can be nothing, for never.
const giveUp = "POLLING_MAX_FAILURE_DURATION_SECONDS"

func isKnob(name string) bool {
	return slices.ContainsFunc(knobs, func(k knob) bool { return k.variable == name })
}

func (r *reader) polling() {
	if r.out.Streamer != Polling {
		return
	}
	r.set("STREAMER_NAME", "polling.enabled", "on")
	for _, k := range knobs {
		text := r.environ[k.variable]
		if k.seconds {
			text = r.seconds(k.variable)
		}
		r.set(k.variable, k.key, text)
	}
}

// seconds gives a number of seconds as a duration, "" if there is none.
func (r *reader) seconds(variable string) string {
	text := strings.TrimSpace(r.environ[variable])
	if text == "" {
		return ""
	}
	takes, least := "it takes a number of seconds above 0", 1e-9
	if variable == giveUp {
		takes, least = "it takes a number of seconds, or 0 for never", 0
	}
	seconds, err := strconv.ParseFloat(text, 64)
	if err != nil || !(seconds >= least) || seconds > 1e6 {
		r.errs.Addf(variable, "", "%s", takes)
		return ""
	}
	return strconv.FormatFloat(seconds, 'f', -1, 64) + "s"
}
