package deliver

// State is how telling Port goes.
type State struct {
	StatusesUp, LinesUp           bool // Port takes them, as far as is known
	StatusesWaiting, LinesWaiting int
	StatusesLost, LinesLost       int64 // that Port will never be told
}

// State gives how it goes now.
func (r *Reporter) State() State {
	return State{
		StatusesUp: r.statuses.Up(), LinesUp: r.logs.Up(),
		StatusesWaiting: len(r.later.items), LinesWaiting: len(r.lines.items),
		StatusesLost: r.later.gone.Load(), LinesLost: r.lines.gone.Load(),
	}
}
