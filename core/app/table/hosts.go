package table

import (
	"net/url"

	"github.com/drayhq/dray/core/config/routes"
	"github.com/drayhq/dray/plugins/http"
	"github.com/drayhq/dray/plugins/http/address"
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

// mayGo says whether a URL is among the hosts, nil without any. What can't be read
// as an address isn't, and is for the http step to tell of.
func mayGo(entries []string) func(*url.URL) bool {
	hosts, err := address.ParseHosts(entries)
	if err != nil || len(entries) == 0 {
		return nil
	}
	return func(u *url.URL) bool {
		target, err := address.Parse(u.String())
		return err == nil && hosts.Check(target) == nil
	}
}
