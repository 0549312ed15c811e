package admin

import (
	"context"
	"time"

	"github.com/drayhq/dray/core/config/decode"
	"github.com/drayhq/dray/core/deadletter"
)

// Desk does what a running dray can be asked for. It is safe for concurrent use.
type Desk interface {
	Status(ctx context.Context) (Status, error)

	// Pause has a route begin nothing new until it is resumed, or until the process
	// ends; what it has begun goes on. "" is every route. A route that there is not is
	// an [UnknownError].
	Pause(ctx context.Context, route string) error
	// Resume ends a pause. "" is every route.
	Resume(ctx context.Context, route string) error

	// Letters gives up to limit letters that the filter chooses, oldest first, without
	// Value. It may give fewer; none says that there are no more.
	Letters(ctx context.Context, filter deadletter.Filter, limit int) ([]deadletter.Letter, error)
	// Letter gives the whole letter whose id is, or alone begins with, id, else an
	// [UnknownError].
	Letter(ctx context.Context, id string) (deadletter.Letter, error)
	// Replay sends the letters that the filter chooses through their chains again,
	// and calls each with what became of one, from one goroutine. With wait it calls
	// once that is known, else once it is written down that they are to be replayed,
	// which outlasts a crash. The end of ctx ends the waiting, not the replay.
	Replay(ctx context.Context, filter deadletter.Filter, wait bool, each func(Fate) error) error
	// Drop removes the letters that the filter chooses, has Port told that their runs
	// failed, and why, and calls each with what became of one, from one goroutine.
	Drop(ctx context.Context, filter deadletter.Filter, reason string, each func(Fate) error) error
}

// Status is how a process is. Members that it doesn't know are left out.
type Status struct {
	Version string    `json:"version"`
	PID     int       `json:"pid"`
	Started time.Time `json:"started,omitzero"`
	Store   string    `json:"store,omitempty"` // the folder that it holds; "": none
	Routes  []Route   `json:"routes"`
	// Runs, as in the config's limits.
	InFlight  int `json:"in_flight"`
	Unsettled int `json:"unsettled"`
	Waiting   int `json:"waiting"`
	Letters   int `json:"letters"`
}

// Route is how one route is.
type Route struct {
	Name   string `json:"name"`
	Paused bool   `json:"paused"`
}

// Outcome says what became of a letter.
type Outcome string

// The outcomes.
const (
	Delivered Outcome = "delivered" // it went through, and the letter is gone
	Failed    Outcome = "failed"    // it ended for good without; Port was told why, and the letter is gone
	Parked    Outcome = "parked"    // it could not go out this time either, and stays
	Asked     Outcome = "asked"     // it is going to be replayed
	Dropped   Outcome = "dropped"   // it is gone
	Kept      Outcome = "kept"      // it could not be dropped, and stays
	Gone      Outcome = "gone"      // it was there no more
)

// Fate is what became of one letter.
type Fate struct {
	ID      string  `json:"id"`
	Run     string  `json:"run,omitempty"`
	Outcome Outcome `json:"outcome"`
	Text    string  `json:"text,omitempty"` // how, or why
}

// Bad says that it is not what was asked for.
func (f Fate) Bad() bool {
	return f.Outcome == Failed || f.Outcome == Parked || f.Outcome == Kept || f.Outcome == Gone
}

// UnknownError says that what was named isn't there.
type UnknownError struct{ Text string }

// Error gives the text.
func (e *UnknownError) Error() string { return e.Text }

// UnknownRoute says that there is no such route, and which was probably meant.
func UnknownRoute(name string, known []string) error {
	return &UnknownError{Text: "there is no route " + name + "; " + decode.Nearest(name, known)}
}
