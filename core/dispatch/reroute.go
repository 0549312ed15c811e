package dispatch

import (
	"github.com/drayhq/dray/core/dispatch/hold"
	"github.com/drayhq/dray/core/route"
)

// Reroute has what is admitted from now on take the routes of table; what was
// admitted before ends on those that it is on. Of limits, Drain is left as it is.
// It takes table over: the dispatcher's [route.Live] closes it.
func (d *Dispatcher) Reroute(table route.Table, limits Limits) {
	d.Routes.Swap(table)
	d.fair.Caps(capsOf(table))
	d.fair.Resize(limits.InFlight, limits.Unsettled)
	d.most.Store(int64(limits.Waiting))
	d.stir()
	d.pump()
}

func capsOf(table route.Table) map[string]hold.Cap {
	caps := make(map[string]hold.Cap, len(table))
	for _, r := range table {
		caps[r.Name] = hold.NewCap(r.Rate)
	}
	return caps
}
