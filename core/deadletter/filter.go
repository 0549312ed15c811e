package deadletter

import (
	"slices"
	"time"
)

// Filter chooses letters. A zero member matches any.
type Filter struct {
	IDs    []string `json:"ids,omitempty"` // whole ids; any of them
	Run    string   `json:"run,omitempty"`
	Route  string   `json:"route,omitempty"`
	Action string   `json:"action,omitempty"`
	Class  Class    `json:"class,omitempty"`

	OlderThan time.Time `json:"older_than,omitzero"` // parked before
	NewerThan time.Time `json:"newer_than,omitzero"` // parked after

	// Above leaves out ids up to it: with the last id of a page it gives the next.
	Above string `json:"above,omitempty"`
}

// Match says whether the filter chooses the letter.
func (f Filter) Match(l Letter) bool {
	return (len(f.IDs) == 0 || slices.Contains(f.IDs, l.ID)) &&
		(f.Run == "" || f.Run == l.Run) &&
		(f.Route == "" || f.Route == l.Route) &&
		(f.Action == "" || f.Action == l.Action) &&
		(f.Class == "" || f.Class == l.Class) &&
		(f.OlderThan.IsZero() || l.Parked.Before(f.OlderThan)) &&
		(f.NewerThan.IsZero() || l.Parked.After(f.NewerThan)) &&
		(f.Above == "" || l.ID > f.Above)
}
