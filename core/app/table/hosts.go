package table

import (
	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/plugins/http"
)

// hosts gives the hosts that a route's requests may go to: those of its http
// step, else those of all. Every step of the chain has to know, for a token that
// one adds goes where another says.
func hosts(r routes.Route, all []string) ([]string, error) {
	for _, stage := range r.Chain {
		if stage.Plugin != "http" {
			continue
		}
		var settings http.Settings
		if err := stage.Decode(&settings); err != nil {
			return nil, err
		}
		if len(settings.Hosts) > 0 {
			return settings.Hosts, nil
		}
	}
	return all, nil
}
