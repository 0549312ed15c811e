package main

import (
	"os"
	"time"

	"github.com/drayhq/dray/tests/chaos/plan"
	"github.com/drayhq/dray/tests/chaos/storm"
)

const (
	brokers    = 3
	replicas   = 3
	partitions = 6
	// Long enough for a slow machine's heartbeats and for a broker's crash to be
	// noticed, and short enough for a hundred crashes of ours: each is noticed only
	// when it is over.
	defaultSession = 6 * time.Second

	mapping   = "configs/examples/circleci/documented.json"
	withStore = "store"
)

// options are the command's.
type options struct {
	root, out, scenarios string
	seed                 uint64
	full                 plan.Sizes
	unsettled            int
}

// all gives the scenarios.
//
//   - calm: only what ends in good order. Nothing may be sent twice.
//   - storm: everything at once. Only what a crash explains may be sent twice.
//   - store: one replica that keeps a ledger, and is killed. Nothing may be sent
//     twice; what is in doubt is parked.
func (o options) all() []storm.Storm {
	full := o.full
	full.Replicas, full.Brokers = replicas, brokers
	calm := plan.Sizes{
		Runs: full.Runs / 10, Replicas: replicas, Brokers: brokers, Session: full.Session,
		Terminations: full.Terminations / 2, BrokerStops: full.BrokerStops / 2,
	}
	store := plan.Sizes{
		Runs: full.Runs / 5, Replicas: 1, Brokers: brokers, Session: full.Session, Kills: full.Kills / 5,
	}
	of := func(name string, sizes plan.Sizes) storm.Storm {
		return storm.Storm{Name: name, Seed: o.seed, Sizes: sizes, Say: os.Stderr}
	}
	return []storm.Storm{of("calm", calm), of("storm", full), of(withStore, store)}
}
