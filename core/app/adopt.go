package app

import (
	"log/slog"
	"slices"
	"strings"

	"github.com/drayhq/dray/core/config"
	"github.com/drayhq/dray/core/dispatch"
	"github.com/drayhq/dray/core/route"
)

// adopt puts in force what was prepared. Nothing in it can fail.
func (a *App) adopt(n next, what Reload) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.vault.Renew(n.secrets...)
	before := a.now.Swap(n.Config)
	a.watch.Routes(n.table)
	a.gate.Set(NewGate(n.Config))
	if now, old := n.Config.Port, before.Port; a.port != nil && (now.ClientID != old.ClientID || now.ClientSecret != old.ClientSecret) {
		a.port.Rotate(now.ClientID, now.ClientSecret)
	}
	if a.access != nil {
		a.access.Renew(n.tls, n.Config.Kafka.SASL)
	}
	switch {
	case a.dispatcher != nil:
		a.dispatcher.Reroute(n.table, limitsOf(n.Config))
	default:
		a.live.Swap(n.table)
	}
	if len(what.Keys) > 0 || !slices.Equal(before.Warnings, n.Config.Warnings) {
		a.warn()
	}
}

// others gives the routes whose steps are others than those in force.
func (a *App) others(table route.Table) (names []string) {
	now := a.live.Enter()
	defer now.Leave()
	for _, r := range table {
		same := slices.ContainsFunc(now.Table, func(old *route.Route) bool {
			return old.Name == r.Name && old.Chain.Same(r.Chain)
		})
		if !same {
			names = append(names, r.Name)
		}
	}
	return names
}

// tell says what came of a reload, in the log and to whoever wants to know.
func (a *App) tell(what Reload) {
	if len(what.Restart) > 0 {
		a.log.Warn("these keys were changed and stay as they were until dray is restarted", "keys", what.Restart)
	}
	switch {
	case what.Err != nil:
		a.log.Error("reloading was refused, and everything stays as it was", "by", what.By, "files", what.Files, "error", what.Err)
	case what.Nothing():
		a.log.Info("reloaded: nothing has changed", "by", what.By)
	default:
		a.log.Info("reloaded", "by", what.By, "files", what.Files, "keys", what.Keys, "routes", what.Routes)
	}
	a.watch.Reloaded(what.Err == nil)
	if a.Reloaded != nil {
		a.Reloaded(what)
	}
}

func limitsOf(cfg *config.Config) dispatch.Limits {
	return dispatch.Limits{
		InFlight: cfg.Limits.MaxInFlight, Unsettled: cfg.Limits.MaxUnsettled,
		Waiting: cfg.Limits.MaxWaiting, Drain: cfg.Limits.Drain,
	}
}

// LevelOf gives the log's level, which the config has checked.
func LevelOf(cfg *config.Config) slog.Level {
	return map[string]slog.Level{
		"debug": slog.LevelDebug, "warn": slog.LevelWarn, "error": slog.LevelError,
	}[strings.ToLower(cfg.Log.Level)]
}
